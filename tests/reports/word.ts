import { inflateRawSync } from 'node:zlib';

/** The text of a Word file, as markup: a .docx is a zip, read here by its directory at the end. */
export async function wordIn(response: Response): Promise<string> {
  const zip = Buffer.from(await response.arrayBuffer());
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')) + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, comment, header] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (zip.subarray(at + 46, at + 46 + name).toString() === 'word/document.xml') {
      const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const packed = zip.subarray(begin, begin + size);
      return (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8');
    }
    at += 46 + name + extra + comment;
  }
  throw new Error('no document in this file');
}
