import { measureLists } from './lists.ts';
import { measureLive } from './live.ts';
import { measureMail } from './mail.ts';
import { measureNotes } from './notes.ts';
import { measureSecondStart } from './server.ts';
import { measureWeights } from './weights.ts';

const kilo = (octets: number): string => `${(octets / 1000).toFixed(1)} kB`;
const only = process.argv[2];
const asked = (part: string): boolean => only === undefined || only === part;

if (asked('lists')) {
  console.log('(a) over HTTP with 50 and with 5,000 sessions, against the same rows in SQL (asked: at most 3 x)');
  for (const { list, few, many, sql, toSql, growth } of await measureLists()) {
    console.log(`    ${list.padEnd(14)} ${few.toFixed(1)} ms, ${many.toFixed(1)} ms; SQL ${sql.toFixed(1)} ms: ${toSql.toFixed(2)} x SQL, grows ${growth.toFixed(2)} x`);
  }
}
if (asked('weights')) {
  console.log('(b) gzipped, as a browser fetches it (asked: reply page at most 30 kB in all, first screen at most 260 kB of scripts)');
  for (const { page, all, scripts } of await measureWeights()) console.log(`    ${page.padEnd(14)} ${kilo(all)} in all, ${kilo(scripts)} of scripts`);
}
if (asked('mail')) {
  const { bare, ours, ratio } = await measureMail();
  console.log('(c) 1,000 invitations through outbox and worker, against nodemailer’s pool with ready bytes (asked: at least 0.50)');
  console.log(`    ${ours.toFixed(0)} a second against ${bare.toFixed(0)}: ${ratio.toFixed(2)}`);
}
if (asked('start')) {
  console.log('(d) second start (asked: at most 5 s)');
  console.log(`    ${(await measureSecondStart()).toFixed(1)} s to ready`);
}
if (asked('live')) {
  console.log('(e) the live room (asked: 200 people at most 0.6 x the relay’s and 0.9 x flushDelay 60’s CPU, p95 at most 50 ms; 20 people p95 at most Hocuspocus’)');
  await measureLive();
}
if (asked('notes')) {
  console.log('(f) opening a note with a long past, against the same text without one (asked: at most 2 x)');
  await measureNotes();
}
