// Which row of the domain each kind of record comes from: the source of the figures that it brings along.
const rows: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ campaign: 'A1', 'campaign-progress': 'A1', 'received-document': 'A3', 'document-handling': 'A3' },
    ...{ meeting: 'A4', 'party-group-meeting': 'A4', 'leading-group': 'A5', 'issued-document': 'A6' },
    ...{ task: 'A7', 'task-progress': 'A7', supervision: 'A9', 'supervision-issue': 'A9' },
    ...{ rectification: 'A9', 'centre-task': 'A10', 'public-commitment': 'A12' },
    ...{ 'commitment-progress': 'A12', 'commitment-evaluation': 'A12' },
    ...{ 'learning-event': 'B1.1', essay: 'B1.2', 'study-progress': 'B1.3', reflection: 'B1.4' },
    ...{
      'volunteer-activity': 'B2.1',
      'volunteer-team': 'B2.1',
      volunteer: 'B2.1',
      'volunteer-leave': 'B2.1',
    },
    ...{ 'pair-support': 'B2.2', 'pair-visit': 'B2.2', 'pair-end': 'B2.2' },
    ...{ 'care-target': 'B2.3', 'care-update': 'B2.3', 'condolence-visit': 'B2.4' },
    ...{ 'demo-base': 'B3.1', 'skilled-woman': 'B3.1', honour: 'B3.2' },
    ...{ 'civil-post-application': 'B3.3', 'civil-post-review': 'B3.3' },
    'screening-counts': '§3.7',
    ...{ 'committee-seat': 'B4.3', 'outline-indicator': 'B4.4', 'womens-org': '§6.1', 'org-member': '§6.1' },
    ...{ 'status-change': 'B5.1', 'womens-home': '§6.2', regulation: 'B5.4', funding: 'B5.5' },
    ...{ 'party-linkage': 'B5.6', 'demo-creation': 'B5.7', 'demo-stage': 'B5.7', cooperation: 'B5.8' },
    ...{ baseline: '§0', 'post-handover': '§0', 'handover-receipt': '§0' },
    ...{ 'grade-result': '§6.3', 'cadre-review': 'C5', 'next-step': 'C8', 'next-step-progress': 'C8' },
    ...{ 'livelihood-issue': 'C2', 'livelihood-answer': 'C2' },
    ...{ 'theme-education-form': 'C3', 'theme-education-review': 'C3' },
    ...{ 'training-course': 'C6', 'training-attendance': 'C6' },
    ...{ 'family-honour': 'C7', 'job-service': 'C7', 'home-visit': '§0', 'advocacy-event': '§0' },
    ...{ 'womens-council': '§0', 'family-mediation': '§0', 'skill-contest': '§0', 'work-brief': '§0' },
  }),
);

/** Undefined for a type that came as a document. */
export function sourceRowOf(type: string): string | undefined {
  return rows.get(type);
}
