// Kinds of records that are kept as a register: their ledger lists all there are on a day, not those of a period.
export const heldTypes: ReadonlySet<string> = new Set([
  ...['womens-org', 'org-member', 'womens-home', 'committee-seat', 'leading-group', 'regulation'],
  ...['volunteer-team', 'volunteer', 'pair-support', 'care-target', 'skilled-woman', 'demo-base'],
]);
