import type { Session } from '@kenniskamer/shared/session';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { SendBar } from '../../ui/send-bar';
import { toast } from '../../ui/toast';
import { changesWords, fieldKeys } from './changes.words';
import type { PlanForm } from './plan-form';
import { planWords } from './plan.words';

const WHEN = new Set(['day', 'startClock', 'endClock']);
const WHERE = new Set(['place', 'video']);
const DETAILS = new Set(['title', 'goal', 'confidentiality', 'questionIds', 'items']);

/** After sending: changes wait here for one button, which says to how many they are told. */
export function PlanSave({ session, form }: { session: Session; form: PlanForm }) {
  const t = useWords(planWords);
  const fieldWords = useWords(changesWords);
  const [tells, setTells] = useState(false);
  const invited = session.planning?.invited ?? 0;
  const moves = form.waiting.some((field) => WHEN.has(field));
  const mailsAnyway = moves || form.waiting.some((field) => WHERE.has(field));
  const hasDetails = form.waiting.some((field) => DETAILS.has(field));
  const mails = invited > 0 && (mailsAnyway || (hasDetails && tells));
  const save = async () => {
    if (!(await form.save({ tellDetails: hasDetails && tells }))) return;
    toast(mails ? t('savedTold') : t('savedQuiet'));
    setTells(false);
  };
  const fields = fieldKeys(form.waiting).map((key) => fieldWords(key)).join(', ');
  return (
    <SendBar
      buttons={
        <>
          {form.waiting.length > 0 && (
            <Button kind="quiet" onPress={form.drop}>
              {t('dropChanges')}
            </Button>
          )}
          <Button kind="primary" notYet={form.waiting.length === 0 && t('nothingChanged')} isPending={form.isSaving} onPress={() => void save()}>
            {mails ? t('saveTell', { n: invited }) : t('save')}
          </Button>
        </>
      }
    >
      {form.waiting.length > 0 && <b>{t('changed', { fields })}</b>} {moves && t('newTime')}
      {hasDetails && (
        <Checkbox value={tells} onChange={setTells}>
          {t('tellDetails')}
        </Checkbox>
      )}
    </SendBar>
  );
}
