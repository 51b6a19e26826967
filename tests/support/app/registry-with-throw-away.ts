// The registry with one line more: all that a new kind of work has to add.
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { recordTypes as builtIn } from '../../../shared/record-types/registry.ts';
import { throwAwayType } from './throw-away-type.ts';

export const recordTypes = defineRegistry([...builtIn.all, throwAwayType]);
