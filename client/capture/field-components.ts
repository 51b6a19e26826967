// The control of each kind of field. A kind without one does not compile.
import { defineAsyncComponent, type Component } from 'vue';
import type { Field, FieldKind } from '../../shared/forms/field-types.ts';
import ChoiceInput from './fields/ChoiceInput.vue';
import ChoicesInput from './fields/ChoicesInput.vue';
import DateInput from './fields/DateInput.vue';
import NumberInput from './fields/NumberInput.vue';
import PersonInput from './fields/PersonInput.vue';
import TextInput from './fields/TextInput.vue';
import TextArea from './fields/TextArea.vue';

/** Controls that the first form does not have come when they are shown. */
const BooleanInput = defineAsyncComponent(() => import('./fields/BooleanInput.vue'));
const EstimateInput = defineAsyncComponent(() => import('./fields/EstimateInput.vue'));
const FileInput = defineAsyncComponent(() => import('./fields/FileInput.vue'));
const GroupInput = defineAsyncComponent(() => import('./fields/GroupInput.vue'));
const MoneyInput = defineAsyncComponent(() => import('./fields/MoneyInput.vue'));
const OrgUnitInput = defineAsyncComponent(() => import('./fields/OrgUnitInput.vue'));
const PhotosInput = defineAsyncComponent(() => import('./fields/PhotosInput.vue'));
const RecordInput = defineAsyncComponent(() => import('./fields/RecordInput.vue'));
const SignatureInput = defineAsyncComponent(() => import('./fields/SignatureInput.vue'));
const TimeInput = defineAsyncComponent(() => import('./fields/TimeInput.vue'));

const byKind = {
  text: TextInput,
  longText: TextArea,
  integer: NumberInput,
  decimal: NumberInput,
  percentage: NumberInput,
  estimate: EstimateInput,
  money: MoneyInput,
  boolean: BooleanInput,
  date: DateInput,
  time: TimeInput,
  period: TimeInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  person: PersonInput,
  record: RecordInput,
  orgUnit: OrgUnitInput,
  identityNumber: TextInput,
  phone: TextInput,
  group: GroupInput,
  photos: PhotosInput,
  file: FileInput,
  signature: SignatureInput,
  // Shown by the form itself: there is nothing to type.
  computed: TextInput,
} as const satisfies Readonly<Record<FieldKind, Component>>;

export const fieldComponents: ReadonlyMap<FieldKind, Component> = new Map<FieldKind, Component>(
  Object.entries(byKind).flatMap(([kind, component]): [FieldKind, Component][] =>
    isKind(kind) ? [[kind, component]] : [],
  ),
);

const kindsOfSeveralControls: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'boolean',
  'choice',
  'choices',
  'group',
  'photos',
  'file',
  'signature',
  'computed',
]);

/** True for a field of several controls, which a label cannot point at. */
export function labelsItself(field: Field): boolean {
  return kindsOfSeveralControls.has(field.kind) || (field.kind === 'orgUnit' && field.many === true);
}

function isKind(kind: string): kind is FieldKind {
  return Object.hasOwn(byKind, kind);
}
