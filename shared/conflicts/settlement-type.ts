// The type of a settlement among the decisions: apart from what it says, which a first screen need not load.

/** Type of such a document in `decisions`; its `aboutId` is the conflict, its unit the conflict's. */
export const settlementType = 'conflict-settlement';
