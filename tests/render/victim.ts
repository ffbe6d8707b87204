import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

/** A place that nothing may reach: notes every connection and every packet. */
export interface Victim {
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly seen: string[];
  close(): Promise<void>;
}

export async function openVictim(): Promise<Victim> {
  const seen: string[] = [];
  const tcp = createServer((socket) => {
    seen.push("a connection");
    socket.on("data", (data) => seen.push(data.toString("latin1").split("\r\n")[0] ?? ""));
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\naccess-control-allow-origin: *\r\n\r\nja");
  });
  tcp.listen(0, "127.0.0.1");
  const udp = createSocket("udp4");
  udp.on("message", (message) => seen.push(`a packet of ${message.length} bytes`));
  udp.bind(0, "127.0.0.1");
  await Promise.all([once(tcp, "listening"), once(udp, "listening")]);
  return {
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    seen,
    async close() {
      udp.close();
      tcp.close();
      await once(tcp, "close");
    },
  };
}
