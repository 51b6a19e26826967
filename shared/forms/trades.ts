// What rural women live by, in the movement 双学双比: for demonstration bases and skilled women alike.
import type { Choice } from './field-types.ts';

export const trades = [
  { id: 'planting', label: { zh: '种植', en: 'Planting' } },
  { id: 'breeding', label: { zh: '养殖', en: 'Breeding' } },
  { id: 'handicraft', label: { zh: '手工', en: 'Handicraft' } },
  { id: 'agritourism', label: { zh: '农家乐', en: 'Farm stay' } },
  { id: 'ecommerce', label: { zh: '电商', en: 'E-commerce' } },
] as const satisfies readonly Choice[];
