const BLOCK = 512;

/** The regular files of an uncompressed ustar archive, by name. Enough for what npm packs: short names, no links. */
export function readTar(archive) {
  const files = new Map();
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const name = text(archive, at, 100);
    if (name === '') break;
    const prefix = text(archive, at + 345, 155);
    const size = Number.parseInt(text(archive, at + 124, 12).trim(), 8);
    const type = text(archive, at + 156, 1);
    if (type === '0' || type === '') files.set(prefix ? `${prefix}/${name}` : name, archive.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(archive, from, length) {
  const bytes = archive.subarray(from, from + length);
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? length : end).toString('utf8');
}
