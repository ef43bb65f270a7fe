import { sameValue } from './difference';
import type { Difference } from './difference';
import type { Action } from './plan';
import { valueText, valueTexts } from './planValue';
import { Secret } from './secret';

/** A piece of what is told about a change. */
export interface Part {
	readonly text: string;
	/** What is there before, or is to be there after; neither for the words between. */
	readonly mark?: 'old' | 'new';
}

/** A change of one field, in words. */
export interface ToldChange {
	readonly field: string;
	readonly parts: readonly Part[];
}

/** More entries of a list are counted only. */
const MOST_ENTRIES = 20;

/** What is told about the changes of an action, field by field; of an object, member by member. */
export function changesOf({ action, changes }: Pick<Action, 'action' | 'changes'>): ToldChange[] {
	// An update writes all that is given, whatever was the reason for it.
	return changes.flatMap((change) => told(change, action === 'create', action === 'update'));
}

function told(
	{ field, kind, from, to }: Difference,
	isNew: boolean,
	written: boolean,
): ToldChange[] {
	const name = fieldText(field);
	if (kind === 'unknown') {
		const fate = written ? 'will be written' : 'left alone';
		return [{ field: name, parts: [{ text: `unknown: never given back, ${fate}` }] }];
	}
	if (isNew) {
		// A secret, or what may hold one, is told without its value.
		const hidden = to === undefined || isSecret(to);
		return [
			{ field: name, parts: hidden ? [{ text: 'set' }] : [{ text: valueText(to), mark: 'new' }] },
		];
	}
	return changed(name, from, to);
}

function changed(field: string, from: unknown, to: unknown): ToldChange[] {
	if (isSecret(from) || isSecret(to) || (from === undefined && to === undefined)) {
		return [{ field, parts: [{ text: 'changed' }] }];
	}
	if (isRecord(from) && isRecord(to)) {
		return [...new Set([...Object.keys(from), ...Object.keys(to)])]
			.filter((name) => !sameValue([from[name]], [to[name]]) || isSecret(to[name]))
			.flatMap((name) => changed(`${field}.${fieldText(name)}`, from[name], to[name]));
	}
	const parts =
		Array.isArray(to) && (from === undefined || Array.isArray(from))
			? listParts(from ?? [], to)
			: [];
	return [{ field, parts: parts.length > 0 ? parts : replacedParts(from, to) }];
}

function replacedParts(from: unknown, to: unknown): Part[] {
	const [before, after] = valueTexts(from, to);
	// Secrets within them look alike.
	if (before === after) return [{ text: 'changed' }];
	return [{ text: before, mark: 'old' }, { text: ' → ' }, { text: after, mark: 'new' }];
}

/** What a list gains and loses; nothing where it is the order alone that differs. */
function listParts(from: readonly unknown[], to: readonly unknown[]): Part[] {
	const added = entryParts('added', without(to, from), 'new');
	const removed = entryParts('removed', without(from, to), 'old');
	return added.length > 0 && removed.length > 0
		? [...added, { text: '; ' }, ...removed]
		: [...added, ...removed];
}

function entryParts(word: string, entries: readonly unknown[], mark: 'old' | 'new'): Part[] {
	const more = entries.length - MOST_ENTRIES;
	const shown = entries
		.slice(0, MOST_ENTRIES)
		.flatMap((entry, index): Part[] => [
			{ text: index === 0 ? `${word} ` : ', ' },
			{ text: valueText(entry), mark },
		]);
	return more > 0 ? [...shown, { text: ` and ${more} more` }] : shown;
}

/** The entries of a list that are not in another, each as often as it is there too often. */
function without(entries: readonly unknown[], others: readonly unknown[]): unknown[] {
	const left = new Map<string, number>();
	for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
	return entries.filter((entry) => {
		const key = keyOf(entry);
		const count = left.get(key) ?? 0;
		left.set(key, count - 1);
		return count <= 0;
	});
}

/** The order of an entry's members says nothing. */
const keyOf = (entry: unknown): string =>
	JSON.stringify(
		isRecord(entry) ? Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)) : entry,
	) ?? '';

const isSecret = (value: unknown) => value instanceof Secret;

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	!isSecret(value) &&
	!('toJSON' in value);

/** A field's name as it is; one that is no plain word in quotes. */
const fieldText = (name: string) => (/^[\w-]{1,100}$/.test(name) ? name : valueText(name));
