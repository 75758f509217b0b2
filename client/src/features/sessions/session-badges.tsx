import type { Confidentiality } from '@kenniskamer/shared/level';
import { phaseOf, type SessionCourse } from '@kenniskamer/shared/session';
import { CalendarCheck, CalendarX, Check, EyeOff, Lock, Radio } from 'lucide-react';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Badge } from '../../ui/badge';
import { sessionsWords } from './sessions.words';

/** Where a session stands. */
export function PhaseBadge({ session }: { session: SessionCourse }) {
  const t = useWords(sessionsWords);
  const phase = phaseOf(session, useNow());
  const label = t(`phase.${phase}`);
  if (phase === 'CANCELLED') return <Badge tone="late" icon={CalendarX}>{label}</Badge>;
  if (phase === 'LIVE') return <Badge tone="brand" icon={Radio}>{label}</Badge>;
  if (phase === 'HELD') return <Badge tone="soon">{label}</Badge>;
  if (phase === 'FINAL') return <Badge tone="ok" icon={Check}>{label}</Badge>;
  if (phase === 'PLANNED') return <Badge tone="brand" icon={CalendarCheck}>{label}</Badge>;
  return <Badge>{label}</Badge>;
}

/** What may be known outside the room; nothing for what is open. */
export function SecretBadge({ confidentiality }: { confidentiality: Confidentiality }) {
  const t = useWords(sessionsWords);
  if (confidentiality === 'OPEN') return null;
  return <Badge icon={confidentiality === 'CONFIDENTIAL' ? Lock : EyeOff}>{t(`secret.${confidentiality}`)}</Badge>;
}
