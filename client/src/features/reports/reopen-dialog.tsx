import { Reopening } from '@kenniskamer/shared/report';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Form, useFailureForm } from '../../ui/failure-form';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { uiWords } from '../../ui/ui.words';
import { endingWords } from './ending.words';
import { useReopening } from './reports.queries';

/** Opening a final report again asks a reason first. */
export function ReopenDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const t = useWords(endingWords);
  const ui = useWords(uiWords);
  const reopen = useReopening(sessionId);
  const form = useFailureForm({ start: { reason: '' }, schema: Reopening, save: ({ reason }) => reopen.mutateAsync(reason) });
  const submit = async () => {
    const done = await form.submit();
    if (done) {
      toast(t('reopened'));
      onClose();
    }
    return done;
  };
  return (
    <Dialog title={t('reopenTitle')} onClose={onClose}>
      <p>{t('reopenWhy')}</p>
      <Form form={{ ...form, submit }} label={t('reopenTitle')}>
        <TextField label={t('reason')} hint={t('reasonHint')} lines={3} {...form.field('reason')} />
        <p className="kk-row">
          <Button kind="primary" type="submit" isPending={form.isPending}>
            {t('reopenDo')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {ui('cancel')}
          </Button>
        </p>
      </Form>
    </Dialog>
  );
}
