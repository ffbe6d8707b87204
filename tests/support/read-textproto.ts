/**
 * A value of a textproto: bytes for a string, text for a number or an enum's name, else a message or a list.
 */
export type TextprotoValue = Buffer | string | TextprotoMessage | readonly TextprotoValue[];
export interface TextprotoMessage {
  readonly [field: string]: TextprotoValue;
}

/** Reads as much of protobuf's text format as the robots cases use. Throws where it meets anything else. */
export function readTextproto(source: string): TextprotoMessage {
  const tokens = tokenize(source);
  let at = 0;
  return readMessage(undefined);

  function readMessage(close: string | undefined): TextprotoMessage {
    const message: Record<string, TextprotoValue> = {};
    while (tokens[at] !== close) {
      const name = take();
      if (typeof name !== "string" || !/^\w+$/.test(name)) throw new Error(`expected a field's name, found ${name}`);
      if (tokens[at] === ":") at += 1;
      message[name] = readValue();
      if (tokens[at] === "," || tokens[at] === ";") at += 1;
    }
    at += 1;
    return message;
  }

  function readValue(): TextprotoValue {
    const first = take();
    if (first === "{") return readMessage("}");
    if (first === "[") return readList();
    if (typeof first === "string") return first;
    const parts = [first];
    for (let next = tokens[at]; next instanceof Uint8Array; next = tokens[at]) {
      parts.push(next);
      at += 1;
    }
    return Buffer.concat(parts);
  }

  function readList(): TextprotoValue[] {
    const values: TextprotoValue[] = [];
    while (tokens[at] !== "]") {
      values.push(readValue());
      if (tokens[at] === ",") at += 1;
    }
    at += 1;
    return values;
  }

  function take(): Buffer | string {
    const token = tokens[at];
    if (token === undefined) throw new Error("the textproto ends too early");
    at += 1;
    return token;
  }
}

function tokenize(source: string): (Buffer | string)[] {
  const tokens: (Buffer | string)[] = [];
  const pattern = /\s+|#[^\n]*|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|[\w.+-]+|[{}[\]:,;]/y;
  while (pattern.lastIndex < source.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(source);
    if (match === null) throw new Error(`unreadable textproto at character ${from}`);
    const quoted = match[1] ?? match[2];
    if (quoted !== undefined) tokens.push(readEscapes(quoted));
    else if (!/^[\s#]/.test(match[0])) tokens.push(match[0]);
  }
  return tokens;
}

const singles: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

function readEscapes(quoted: string): Buffer {
  const parts = quoted.split(/(\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3}|\\.)/);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part, "utf8") : Buffer.from([byteOf(part)]))),
  );
}

function byteOf(escaped: string): number {
  const code = escaped.slice(1);
  if (/^x[0-9a-fA-F]/.test(code)) return Number.parseInt(code.slice(1), 16);
  if (/^[0-7]/.test(code)) return Number.parseInt(code, 8) & 0xff;
  return singles[code] ?? code.charCodeAt(0);
}
