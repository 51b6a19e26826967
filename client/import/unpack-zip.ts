// The parts of a packed file, unpacked only after its own table of contents has said that they are small enough.
import { Inflate } from 'fflate';

/** Why a packed file is refused: see `WorkbookFault`. */
export type ZipFault = 'damaged' | 'bomb' | 'password';

export class ZipRefused extends Error {
  readonly fault: ZipFault;
  constructor(fault: ZipFault) {
    super(`The packed file is refused: ${fault}`);
    this.fault = fault;
  }
}

type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly at: number;
};

/** Names of the parts, and one part unpacked. A part that grows beyond what it announced is refused. */
export type ZipParts = {
  readonly names: readonly string[];
  readonly read: (name: string) => Uint8Array | undefined;
};

const mostEntries = 5000;
const mostBytesOfPart = 96 * 1024 * 1024;
const mostBytesInAll = 160 * 1024 * 1024;

/** Reads the table of contents; `wanted` says which parts will be unpacked, only their sizes count. */
export function openZip(file: Uint8Array, wanted: (name: string) => boolean): ZipParts {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries = new Map(readDirectory(view, file).map((entry) => [entry.name, entry]));
  const sizes = [...entries.values()].filter(({ name }) => wanted(name)).map(({ bytes }) => bytes);
  const inAll = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (inAll > mostBytesInAll || sizes.some((bytes) => bytes > mostBytesOfPart)) throw new ZipRefused('bomb');
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : unpack(view, file, entry);
    },
  };
}

function readDirectory(view: DataView, file: Uint8Array): readonly ZipEntry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > mostEntries) throw new ZipRefused('bomb');
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || view.getUint32(at, true) !== 0x02014b50) throw new ZipRefused('damaged');
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new ZipRefused('password');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + (nameLength ?? 0)));
    entries.push({
      name: name.replaceAll('\\', '/').replace(/^\//, ''),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** The end record stands within the last 64 KB, behind a comment if there is one. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new ZipRefused('damaged');
}

function unpack(view: DataView, file: Uint8Array, entry: ZipEntry): Uint8Array {
  const { at, packedBytes, bytes } = entry;
  if (bytes > mostBytesOfPart) throw new ZipRefused('bomb');
  if (at + 30 > file.length || view.getUint32(at, true) !== 0x04034b50) throw new ZipRefused('damaged');
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packedBytes > file.length) throw new ZipRefused('damaged');
  const packed = file.subarray(start, start + packedBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new ZipRefused('damaged');
  return inflate(packed, bytes);
}

/** In pieces, so that a part which lies about its size is stopped before it fills the memory. */
function inflate(packed: Uint8Array, bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let length = 0;
  const inflater = new Inflate((piece) => {
    if (length + piece.length > bytes) throw new ZipRefused('bomb');
    whole.set(piece, length);
    length += piece.length;
  });
  const step = 64 * 1024;
  try {
    for (let from = 0; from < packed.length || from === 0; from += step)
      inflater.push(packed.subarray(from, from + step), from + step >= packed.length);
  } catch (error) {
    throw error instanceof ZipRefused ? error : new ZipRefused('damaged');
  }
  if (length !== bytes) throw new ZipRefused('damaged');
  return whole;
}
