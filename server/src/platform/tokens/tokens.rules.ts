import { createHmac } from 'node:crypto';

const derived = (secret: string, use: string, ...parts: (string | number)[]): Buffer =>
  createHmac('sha256', secret).update(JSON.stringify([use, ...parts])).digest();

export const derivedToken = (secret: string, use: string, ...parts: (string | number)[]): string =>
  derived(secret, use, ...parts).toString('base64url');

/** 256 bits, base64url: it stands in an address that people open, never type. */
export const linkToken = (secret: string, invitationId: string, generation: number): string =>
  derivedToken(secret, 'link', invitationId, generation);

/** 130 bits as 26 lower-case base32 characters: mail servers and people change the case of a local part. */
export const replyToken = (secret: string, invitationId: string): string => base32(derived(secret, 'reply', invitationId)).slice(0, 26);

/** 40 bits in characters that are not mistaken for one another when somebody types them from the wall. */
export const doorCode = (secret: string, sessionId: string): string => {
  const bytes = derived(secret, 'door', sessionId);
  return [...bytes.subarray(0, 8)].map((byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte & 31]).join('');
};

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return text;
}
