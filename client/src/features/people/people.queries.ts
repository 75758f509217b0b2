import { listAudit, type AuditFilter } from '@kenniskamer/shared/audit';
import { importPeopleCsv, previewPeopleCsv } from '@kenniskamer/shared/people-csv';
import * as p from '@kenniskamer/shared/person';
import { exportPerson } from '@kenniskamer/shared/person-export';
import type { z } from '@kenniskamer/shared/configure-zod';
import { addPosition, changePosition, listPositions, removePosition, type NewPosition, type PositionPatch } from '@kenniskamer/shared/position';
import { addUnit, changeUnit, listUnits, removeUnit, type NewUnit, type UnitPatch } from '@kenniskamer/shared/unit';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

type PeopleFilter = z.output<typeof p.PeopleFilter>;

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filter],
    queryFn: ({ pageParam, signal }) => call(p.listPeople, { input: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
export const personQuery = (id: string) => queryOptions({ queryKey: ['people', 'one', id], queryFn: ({ signal }) => call(p.readPerson, { params: { id }, signal }) });
export const unitsQuery = () => queryOptions({ queryKey: ['units'], queryFn: ({ signal }) => call(listUnits, { signal }), staleTime: 60_000 });
export const positionsQuery = (unitId?: string) =>
  queryOptions({ queryKey: ['positions', unitId ?? ''], queryFn: ({ signal }) => call(listPositions, { input: { unitId }, signal }) });
export const auditQuery = (filter: z.output<typeof AuditFilter>) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => call(listAudit, { input: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

/** What administration changes is told by many lists; all of them are read again. */
function useAct<Input, Done>(act: (input: Input) => Promise<Done>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(['people', 'units', 'positions', 'audit', 'me'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}

export const useAddPerson = () => useAct((input: p.NewPerson) => call(p.addPerson, { input }));
export const useChangePerson = (id: string) => useAct((input: p.PersonPatch) => call(p.changePerson, { params: { id }, input }));
export const useRemovePerson = (id: string) => useAct(() => call(p.removePerson, { params: { id } }));
export const useExport = (id: string) => useAct(() => call(exportPerson, { params: { id } }));
export const useDeparture = (id: string) => useAct(async (gone: boolean) => void (await (gone ? call(p.letGo, { params: { id } }) : call(p.takeBack, { params: { id } }))));
export const useEndSignIns = (id: string) => useAct(() => call(p.endSignInsOf, { params: { id } }));
export const useGrant = (id: string) => useAct((input: p.NewGrant) => call(p.grantRole, { params: { id }, input }));
export const useRevoke = (id: string) => useAct((grantId: string) => call(p.revokeRole, { params: { id, grantId } }));
export const useGiveHolding = (id: string) => useAct((input: p.NewHolding) => call(p.giveHolding, { params: { id }, input }));
export const useEndHolding = (id: string) => useAct((holdingId: string) => call(p.endHolding, { params: { id, holdingId } }));

export const useSaveUnit = () =>
  useAct(({ id, ...input }: NewUnit & { id?: string }) => (id ? call(changeUnit, { params: { id }, input: input satisfies UnitPatch }) : call(addUnit, { input })));
export const useRemoveUnit = () => useAct((id: string) => call(removeUnit, { params: { id } }));
export const useSavePosition = () =>
  useAct(({ id, ...input }: NewPosition & { id?: string }) => (id ? call(changePosition, { params: { id }, input: input satisfies PositionPatch }) : call(addPosition, { input })));
export const useRemovePosition = () => useAct((id: string) => call(removePosition, { params: { id } }));

export const usePreviewCsv = () => useMutation({ mutationFn: (content: string) => call(previewPeopleCsv, { input: { content } }) });
export const useImportCsv = () => useAct((content: string) => call(importPeopleCsv, { input: { content } }));
