// Conditions of a 巾帼文明岗 (湘妇字〔2020〕12号; to be confirmed for the province that uses this): they go into the rules of its form.

export const civilPostConditions = { members: 3, womenPercent: 60, womenInLeadership: 1 } as const;
