// The doors from screens to data. Screens see these types and `replication/sync-status.ts`, never RxDB.
//
//   records.save(entry) → durable    records.watchList(filter)   records.get/watch(id)   records.lastOfType(type)
//   people.save / watchFound({ text }) / get / watch      people.change(id, step): merges and moves
//   people.watchMerged() → who stands for whom             people.watchMatches() → pairs that may be one
//   drafts.newIds → one record id · drafts.saveDraft · drafts.watchList · drafts.remove
//   decisions.decideHeld([{ record, action, reason }]) → ids, ten seconds to decisions.undo(ids) · decisions.decide
//   conflicts.watchAny() · (await conflicts.load()).watchOpen() / .settle(conflict, choice)
//   decisions.watchFor(recordId) · decisions.watchOwn()
//   periods.say(unit, month, saying) · periods.watchWords()      delegations.give / end / watchAll
//   orgUnits.watchTree() · orgUnits.tree()
//   quarantine.watchOpen() · quarantine.layAside(id)      receipts.get(id) · receipts.all
//   (await imports.load()).held / begin / saveRows / undo / list / mappingFor / rememberMapping
//   photos.add(bytes, mime) → the entry of `photos[]` · photos.read(sha256)
//
// A `Watchable` is subscribed in setup and stopped on unmount (`watchable.ts`).
import type { DecisionsRepository } from './decisions-repository.ts';
import type { DelegationsRepository } from './delegations-repository.ts';
import type { LazyConflicts } from './lazy-conflicts.ts';
import type { LazyImports } from './lazy-imports.ts';
import type { DraftsRepository } from './drafts-repository.ts';
import type { OrgUnitsRepository } from './org-units-repository.ts';
import type { PeopleRepository } from './people-repository.ts';
import type { PeriodsRepository } from './periods-repository.ts';
import type { PhotosRepository } from './photos-repository.ts';
import type { QuarantineRepository } from './quarantine-repository.ts';
import type { ReceiptsRepository } from './receipts-repository.ts';
import type { RecordsRepository } from './records-repository.ts';
import type { ReportTextsRepository } from './report-texts-repository.ts';

export type Repositories = {
  readonly records: RecordsRepository;
  readonly people: PeopleRepository;
  readonly drafts: DraftsRepository;
  readonly decisions: DecisionsRepository;
  readonly conflicts: LazyConflicts;
  readonly periods: PeriodsRepository;
  readonly delegations: DelegationsRepository;
  readonly orgUnits: OrgUnitsRepository;
  readonly quarantine: QuarantineRepository;
  readonly receipts: ReceiptsRepository;
  readonly photos: PhotosRepository;
  readonly imports: LazyImports;
  readonly reportTexts: ReportTextsRepository;
};
