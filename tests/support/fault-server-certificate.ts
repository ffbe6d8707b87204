import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate made for a test, with its key, both PEM. Signed by itself, so trusting it means trusting exactly it. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWish {
  /** DNS names and IPv4 addresses it is for. */
  readonly hosts: readonly string[];
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** Makes an X.509 certificate (RFC 5280) with an elliptic key; Node can read such certificates, not make them. */
export function makeCertificate(wish: CertificateWish): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = toBeSigned(wish, publicKey);
  const signature = sign("sha256", body, privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature));
  const lines = der.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

function toBeSigned({ hosts, validFrom, validUntil }: CertificateWish, publicKey: KeyObject): Buffer {
  // A name of its own: trust is looked up by it.
  const name = sequence(
    set(sequence(oid(85, 4, 3), tagged(0x0c, Buffer.from(`Oogst test ${randomBytes(4).toString("hex")}`)))),
  );
  const serial = randomBytes(8);
  serial[0] = 0x40;
  return sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(validFrom), time(validUntil)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(sequence(oid(85, 29, 17), tagged(0x04, sequence(...hosts.map(alternativeName)))))),
  );
}

function alternativeName(host: string): Buffer {
  if (/^\d+(\.\d+){3}$/.test(host)) return tagged(0x87, Buffer.from(host.split(".").map(Number)));
  return tagged(0x82, Buffer.from(host));
}

/** GeneralizedTime, which holds years beyond 2049 too. */
function time(date: Date): Buffer {
  return tagged(
    0x18,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, "")
        .replace("Z", "")}Z`,
    ),
  );
}

/** The first number is the first two of the identifier, joined: 2.5 is 85. All others here are below 128, or written out by hand. */
function oid(...numbers: number[]): Buffer {
  return tagged(0x06, Buffer.from(numbers));
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = sequence(oid(42, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
