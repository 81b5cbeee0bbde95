const OLD = /^0\d+:User(\d{1,15})$/;

/**
 * A user's node id on GitHub in its old and its new spelling, `MDQ6VXNlcjU4MzIzMQ==` and `U_kgDOAAjmPw`: both hold the same
 * number. An id that is spelt in neither way stands alone.
 */
export function spellingsOfUserId(nodeId: string): string[] {
  const [, digits] = OLD.exec(Buffer.from(nodeId, 'base64').toString('latin1')) ?? [];
  const number = digits === undefined ? numberInNew(nodeId) : Number(digits);
  const others = number === null ? [] : [oldSpelling(number), newSpelling(number)];
  return [...new Set([nodeId, ...others])];
}

function oldSpelling(number: number): string {
  return Buffer.from(`04:User${number}`).toString('base64');
}

/** `U_` and MessagePack of `[0, number]`. */
function newSpelling(number: number): string {
  return `U_${Buffer.from([0x92, 0, ...packed(number)]).toString('base64url')}`;
}

function packed(number: number): number[] {
  if (number < 0x80) {
    return [number];
  }
  const [code, bytes] = sizeOf(number);
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(number));
  return [code, ...buffer.subarray(8 - bytes)];
}

function sizeOf(number: number): [code: number, bytes: number] {
  if (number < 0x100) {
    return [0xcc, 1];
  }
  if (number < 0x10000) {
    return [0xcd, 2];
  }
  return number < 0x1_0000_0000 ? [0xce, 4] : [0xcf, 8];
}

function numberInNew(nodeId: string): number | null {
  const bytes = Buffer.from(nodeId.slice('U_'.length), 'base64url');
  const tail = bytes.subarray(bytes.length === 3 ? 2 : 3);
  const number = tail.length === 0 || tail.length > 8 ? 0 : Number(`0x${tail.toString('hex')}`);
  return Number.isSafeInteger(number) && newSpelling(number) === nodeId ? number : null;
}
