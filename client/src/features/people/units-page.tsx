import { UnitKind } from '@kenniskamer/shared/level';
import { treeOf, type Branch, type Unit } from '@kenniskamer/shared/unit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type CSSProperties } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Page, PageHead } from '../../ui/page';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table';
import { useTellFailure } from '../../ui/tell-failure';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { unitsQuery, useRemoveUnit, useSaveUnit } from './people.queries';
import { UnitSelect } from './unit-select';
import { unitsWords } from './units.words';

/** The tree of units; each is changed in a dialog of its own. */
export function UnitsPage() {
  const t = useWords(unitsWords);
  const a = useWords(administrationWords);
  const { data } = useSuspenseQuery(unitsQuery());
  const [open, setOpen] = useState<Unit | 'new' | null>(null);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => setOpen('new')}>
      {t('addUnit')}
    </Button>
  );
  const name = ({ unit, depth }: Branch<Unit>) => (
    <span className="kk-unit-name" style={{ '--kk-depth': depth } as CSSProperties}>
      {unit.name}
    </span>
  );
  return (
    <Page>
      <PageHead title={t('units')} lead={t('unitsLead')} actions={data.items.length > 0 && add} />
      <AdministrationNav />
      {data.items.length === 0 ? (
        <EmptyState level="h2" title={t('noUnits')} action={add}>
          {t('noUnitsHelp')}
        </EmptyState>
      ) : (
        <Table
          caption={t('units')}
          dense
          items={treeOf(data.items)}
          keyOf={({ unit }) => unit.id}
          columns={[
            { id: 'name', head: t('name'), as: 'main', cell: name },
            { id: 'code', head: t('code'), cell: ({ unit }) => unit.code },
            { id: 'kind', head: t('kind'), cell: ({ unit }) => a(`kind.${unit.kind}`) },
            { id: 'acts', head: <span className="kk-unseen">{t('acts')}</span>, as: 'num', cell: ({ unit }) => <UnitActs unit={unit} onChange={() => setOpen(unit)} /> },
          ]}
        />
      )}
      {open && <UnitDialog unit={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function UnitActs({ unit: { id, name }, onChange }: { unit: Unit; onChange: () => void }) {
  const a = useWords(administrationWords);
  const remove = useRemoveUnit();
  const onError = useTellFailure();
  return (
    <span className="kk-row">
      <Button small kind="quiet" aria-label={a('changeNamed', { name })} onPress={onChange}>
        {a('change')}
      </Button>
      <Button small kind="quiet" aria-label={a('removeNamed', { name })} isPending={remove.isPending} onPress={() => remove.mutate(id, { onSuccess: () => toast(a('removed', { name })), onError })}>
        {a('remove')}
      </Button>
    </span>
  );
}

function UnitDialog({ unit, onClose }: { unit?: Unit; onClose: () => void }) {
  const t = useWords(unitsWords);
  const a = useWords(administrationWords);
  const saveUnit = useSaveUnit();
  const form = useFailureForm<{ name: string; code: string; kind: UnitKind | null; parentId: string | null }>({
    start: unit ?? { name: '', code: '', kind: 'DIRECTORATE', parentId: null },
    save: async ({ name, code, kind, parentId }) => {
      await saveUnit.mutateAsync({ id: unit?.id, name, code, kind: kind ?? 'OTHER', parentId });
      toast(a('saved', { name }));
      onClose();
    },
  });
  const title = unit ? t('changeUnit', { name: unit.name }) : t('addUnit');
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <TextField label={t('name')} {...form.field('name')} />
        <TextField label={t('code')} hint={t('codeHint')} {...form.field('code')} />
        <Select label={t('kind')} choices={UnitKind.options.map((kind) => ({ id: kind, label: a(`kind.${kind}`) }))} {...form.field('kind')} />
        <UnitSelect label={t('above')} none={t('top')} without={unit?.id} {...form.field('parentId')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" isPending={form.isPending}>
            {a('save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
