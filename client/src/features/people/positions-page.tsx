import { Id } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';
import { Failure } from '@kenniskamer/shared/failure';
import { Level } from '@kenniskamer/shared/level';
import type { Position } from '@kenniskamer/shared/position';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Tools } from '../../ui/filter';
import { Page, PageHead } from '../../ui/page';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table';
import { useTellFailure } from '../../ui/tell-failure';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { positionsQuery, useRemovePosition, useSavePosition } from './people.queries';
import { UnitSelect } from './unit-select';
import { unitsWords } from './units.words';

const Address = z.object({ unitId: Id.optional().catch(undefined) });
const NONE = 'none' as const;

/** The seats of each unit, and who holds them now. */
export function PositionsPage() {
  const t = useWords(unitsWords);
  const a = useWords(administrationWords);
  const [{ unitId }, change] = useFilter(Address);
  const { data } = useSuspenseQuery(positionsQuery(unitId));
  const [open, setOpen] = useState<Position | 'new' | null>(null);
  const holders = ({ holders: held }: Position) =>
    held.length === 0
      ? t('vacant')
      : held.map(({ id, name }, place) => (
          <span key={id}>
            {place > 0 && ', '}
            <Link to="/administration/people/$id" params={{ id }}>
              {name}
            </Link>
          </span>
        ));
  return (
    <Page>
      <PageHead
        title={t('positions')}
        lead={t('positionsLead')}
        actions={
          <Button kind="primary" icon={Plus} onPress={() => setOpen('new')}>
            {t('addPosition')}
          </Button>
        }
      />
      <AdministrationNav />
      <Tools>
        <UnitSelect inline label={t('unit')} none={t('anyUnit')} value={unitId ?? null} onChange={(id) => change({ unitId: id ?? undefined })} />
      </Tools>
      {data.items.length === 0 ? (
        <EmptyState level="h2" title={t('noPositions')}>
          {t('noPositionsHelp')}
        </EmptyState>
      ) : (
        <Table
          caption={t('positions')}
          dense
          items={data.items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'title', head: t('title'), as: 'main', cell: ({ title }) => title },
            { id: 'unit', head: t('unit'), cell: ({ unit }) => unit.name },
            { id: 'level', head: t('level'), cell: ({ level }) => a(`level.${level ?? 'none'}`) },
            { id: 'holders', head: t('holders'), cell: holders },
            { id: 'acts', head: <span className="kk-unseen">{t('acts')}</span>, as: 'num', cell: (position) => <PositionActs position={position} onChange={() => setOpen(position)} /> },
          ]}
        />
      )}
      {open && <PositionDialog position={open === 'new' ? undefined : open} unitId={unitId ?? null} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function PositionActs({ position: { id, title }, onChange }: { position: Position; onChange: () => void }) {
  const a = useWords(administrationWords);
  const remove = useRemovePosition();
  const onError = useTellFailure();
  return (
    <span className="kk-row">
      <Button small kind="quiet" aria-label={a('changeNamed', { name: title })} onPress={onChange}>
        {a('change')}
      </Button>
      <Button small kind="quiet" aria-label={a('removeNamed', { name: title })} isPending={remove.isPending} onPress={() => remove.mutate(id, { onSuccess: () => toast(a('removed', { name: title })), onError })}>
        {a('remove')}
      </Button>
    </span>
  );
}

function PositionDialog({ position, unitId, onClose }: { position?: Position; unitId: string | null; onClose: () => void }) {
  const t = useWords(unitsWords);
  const a = useWords(administrationWords);
  const savePosition = useSavePosition();
  const form = useFailureForm<{ title: string; unitId: string | null; level: Level | typeof NONE | null }>({
    start: { title: position?.title ?? '', unitId: position?.unit.id ?? unitId, level: position?.level ?? NONE },
    save: async ({ title, unitId: at, level }) => {
      if (at === null) throw Failure.at(['unitId'], 'REQUIRED');
      await savePosition.mutateAsync({ id: position?.id, title, unitId: at, level: level === NONE ? null : level });
      toast(a('saved', { name: title }));
      onClose();
    },
  });
  const title = position ? a('changeNamed', { name: position.title }) : t('addPosition');
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <TextField label={t('title')} {...form.field('title')} />
        <UnitSelect label={t('unit')} {...form.field('unitId')} />
        <Select label={t('level')} choices={([...Level.options, NONE] as const).map((id) => ({ id, label: a(`level.${id}`) }))} {...form.field('level')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" isPending={form.isPending}>
            {a('save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
