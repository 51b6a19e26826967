// The paper as the browser holds it: lines drawn as elements, read back from them, and places in both found in each other.
import { chipMark, type Chip, type EditLine, type EditPoint } from '../../shared/reports/edit-lines.ts';

/** How a chip is drawn; `nameOf` is what a screen reader says of it. */
export type ChipWords = { readonly nameOf: (chip: Chip) => string };

/** All of it anew: text is never set as markup. Chips carry their number in `chips`, so that they are known when read back. */
export function drawLines(root: HTMLElement, lines: readonly EditLine[], words: ChipWords): readonly Chip[] {
  const chips: Chip[] = [];
  const drawn = lines.map((line) => {
    const element = document.createElement('div');
    element.className = line.kind;
    element.dataset['kind'] = line.kind;
    let next = 0;
    for (const part of line.text.split(new RegExp(`(${chipMark})`))) {
      const chip = part === chipMark ? line.chips[next] : undefined;
      if (chip !== undefined) {
        element.append(chipElement(chip, chips.length, words));
        chips.push(chip);
        next += 1;
      } else if (part !== '') element.append(part);
    }
    // A line that ends in a chip, or in nothing, needs somewhere for the caret to stand.
    if (line.text === '' || line.text.endsWith(chipMark)) element.append(document.createElement('br'));
    return element;
  });
  root.replaceChildren(...drawn);
  return chips;
}

function chipElement(chip: Chip, number: number, { nameOf }: ChipWords): HTMLElement {
  const element = document.createElement('span');
  element.className = `chip-in-text ${chip.kind}`;
  element.contentEditable = 'false';
  element.dataset['chip'] = String(number);
  if (chip.kind === 'fact') element.dataset['fact'] = chip.factId;
  element.title = nameOf(chip);
  element.textContent = chip.text;
  return element;
}

/** What stands there after the browser wrote into it: composed words, words put in by a speller. */
export function readLines(root: HTMLElement, chips: readonly Chip[]): readonly EditLine[] {
  const lines = [...root.childNodes].map((node): EditLine => {
    const isHeading = node instanceof HTMLElement && node.dataset['kind'] === 'heading';
    const found: Chip[] = [];
    const text = readNode(node, chips, found);
    return { kind: isHeading ? 'heading' : 'paragraph', text, chips: found };
  });
  return lines.length > 0 ? lines : [{ kind: 'paragraph', text: '', chips: [] }];
}

function readNode(node: Node, chips: readonly Chip[], found: Chip[]): string {
  if (node instanceof Text) return node.data.replaceAll(chipMark, '').replaceAll('\u00A0', ' ');
  const chip = chipOf(node, chips);
  if (chip !== undefined) {
    found.push(chip);
    return chipMark;
  }
  return [...node.childNodes].map((child) => readNode(child, chips, found)).join('');
}

function chipOf(node: Node, chips: readonly Chip[]): Chip | undefined {
  const number = node instanceof HTMLElement ? node.dataset['chip'] : undefined;
  return number === undefined ? undefined : chips[Number(number)];
}

function lengthOf(node: Node): number {
  if (node instanceof Text) return node.data.length;
  if (node instanceof HTMLElement && node.dataset['chip'] !== undefined) return 1;
  return [...node.childNodes].reduce((sum, child) => sum + lengthOf(child), 0);
}

/** Undefined for a place outside the paper. */
export function pointAt(root: HTMLElement, node: Node, offset: number): EditPoint | undefined {
  if (node === root) {
    const before = root.childNodes[offset];
    if (before !== undefined) return { line: offset, offset: 0 };
    const last = root.childNodes.length - 1;
    return last < 0 ? undefined : { line: last, offset: lengthOf(root.childNodes[last] ?? root) };
  }
  const lines = [...root.childNodes];
  const line = lines.findIndex((each) => each.contains(node));
  const element = lines[line];
  return element === undefined ? undefined : { line, offset: offsetIn(element, node, offset) };
}

function offsetIn(line: Node, node: Node, offset: number): number {
  const inside = node instanceof Text ? offset : sumOf([...node.childNodes].slice(0, offset));
  const chip = node.parentElement?.closest('[data-chip]') ?? null;
  // Inside a chip there is no place: it counts as the one before or behind it.
  if (chip !== null) return lengthBefore(line, chip) + (offset > 0 ? 1 : 0);
  return lengthBefore(line, node) + inside;
}

function lengthBefore(line: Node, node: Node): number {
  if (node === line) return 0;
  const parent = node.parentNode;
  if (parent === null) return 0;
  const siblings = [...parent.childNodes];
  return (
    lengthBefore(line, parent) +
    sumOf(
      siblings.slice(
        0,
        siblings.findIndex((each) => each === node),
      ),
    )
  );
}

function sumOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + lengthOf(node), 0);
}

export type DomPlace = { readonly node: Node; readonly offset: number };

/** Where the caret stands for a point of lines that `drawLines` drew. */
export function placeOf(root: HTMLElement, { line, offset }: EditPoint): DomPlace {
  const element = root.childNodes[line];
  if (element === undefined) return { node: root, offset: root.childNodes.length };
  let left = offset;
  for (const [index, child] of [...element.childNodes].entries()) {
    const length = lengthOf(child);
    if (child instanceof Text && left <= length) return { node: child, offset: left };
    if (left === 0) return { node: element, offset: index };
    left -= length;
  }
  const isPadded = element.lastChild instanceof HTMLBRElement;
  return { node: element, offset: element.childNodes.length - (isPadded ? 1 : 0) };
}

export function domRange(root: HTMLElement, from: EditPoint, until: EditPoint): Range {
  const range = document.createRange();
  const [start, end] = [placeOf(root, from), placeOf(root, until)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
