import type { RunItem } from '../support/protocol.mts';
import type { ChaosOperation, Content, Kept, Slot, Wish } from './vendor.mts';

/** What an item was asked for. */
export interface Asked {
	operation: ChaosOperation['name'];
	slot: Slot;
	wish: Wish;
}

/** What an item has reported, held against what is there. */
export interface Judgement {
	/** Which of the possible ends it was, for the table of figures. */
	outcome: string;
	/** Where report and truth part. */
	wrong?: string;
}

/** Whether what is stored is as expected, in all that is known before. */
const isAs = (expected: Content | undefined, kept: Kept | undefined): boolean =>
	expected === undefined || kept === undefined
		? expected === undefined && kept === undefined
		: Object.entries(expected).every(([name, value]) => same(value, kept.content[name]));

/** Equal as JSON: what comes from another process has other prototypes in a test runner. */
const same = (one: unknown, other: unknown) => sorted(one) === sorted(other);

const sorted = (value: unknown) =>
	JSON.stringify(value, (_name, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner,
	);

/**
 * Holds an item's report against the truth.
 *
 * @param found what the vendor has of it now
 * @param shown what the output shows, in the words of the content
 */
export function judge(
	asked: Asked,
	item: RunItem,
	found: readonly Kept[],
	shown: (json: Record<string, any>) => Content,
): Judgement {
	if (found.length > 1) {
		const ids = found.map(({ id }) => id).join(', ');
		return { outcome: 'duplicated', wrong: `there are several: ${ids}` };
	}
	if (item.error === undefined && item.json.error === undefined) {
		return ofSuccess(asked, item.json, found[0], shown);
	}
	// All that is asked for can be done: what keeps it from being done is the vendor's answers.
	// A sync tells a failure by its message: among its actions, or one in place of all.
	const { error, status } = item.json;
	const failed = item.error === undefined && (status === 'failed' || OF_ANSWERS.test(error));
	if (!failed && item.error?.name !== 'NodeApiError') {
		return { outcome: 'error: of another kind', wrong: 'the error is not about an answer' };
	}
	return ofError(asked, item.error?.message ?? String(item.json.error), found[0]);
}

function ofSuccess(
	{ operation, slot, wish }: Asked,
	json: Record<string, any>,
	kept: Kept | undefined,
	shown: (json: Record<string, any>) => Content,
): Judgement {
	const outcome = howDone(operation, slot, json);
	if (json.status === 'skipped') {
		return isAs(slot.content, kept) ? { outcome } : { outcome, wrong: 'reported as left alone' };
	}
	if (operation === 'delete') {
		if (kept) return { outcome, wrong: 'reported as deleted, but there' };
		const named =
			(json.deleted === true || json.action === 'delete') && String(json.id) === String(slot.id);
		return named ? { outcome } : { outcome, wrong: 'the report names another thing' };
	}
	if (!kept) return { outcome, wrong: 'reported as there, but lost' };
	if (!isAs(wish.after, kept)) return { outcome, wrong: 'other than was asked for' };
	if (String(json.id) !== String(kept.id)) {
		return { outcome, wrong: `reported with the ID ${json.id}, but it has ${kept.id}` };
	}
	if (json.action !== undefined && !isAction(json.action, slot, wish, kept)) {
		return { outcome, wrong: `reported as ${json.action}` };
	}
	// A sync tells what it has done, not what is there.
	if (operation === 'sync') return { outcome };
	return isAs(shown(json), kept) ? { outcome } : { outcome, wrong: 'shown other than it is' };
}

function howDone(operation: ChaosOperation['name'], slot: Slot, json: Record<string, any>): string {
	if (json.status === 'skipped') return 'left alone, since not all before went well';
	if (operation === 'delete') return slot.content ? 'deleted' : 'deleted: was gone before';
	const action: string = json.action ?? (operation === 'create' ? 'created' : 'updated');
	if (operation === 'get') return 'read';
	if (!action.startsWith('create')) return action;
	const steps = [json.steps].flat().join('; ');
	const again = /sent \d+ times/.test(steps) ? ', sent again' : '';
	const adopted = steps.includes('looked up') ? ', found after a lost answer' : '';
	return `created${again}${adopted}`;
}

/** Whether Create or Update, or Sync, calls what it has done by its name. */
function isAction(action: string, slot: Slot, { after }: Wish, kept: Kept): boolean {
	if (slot.content === undefined) return action.startsWith('create');
	const before = { ...kept, content: slot.content };
	return action.startsWith('update') || (action === 'unchanged' && isAs(after, before));
}

/** How an error of a whole run says that the vendor's answers are why. */
const OF_ANSWERS = /, tried \d+ times|keeps changing while it is read/;

/** What an error may say of a thing that is not there. */
const MISSING = /not found|nothing with this ID/i;

/** How an error says that it is not known what was carried out. */
const OPEN = /\bmay (exist|have)\b/;

function ofError(
	{ operation, slot, wish }: Asked,
	message: string,
	kept: Kept | undefined,
): Judgement {
	const parts = wish.parts ?? [];
	const done = parts.findLastIndex(({ told }) => told.test(message)) + 1;
	const stands = done > 0 ? parts[done - 1]!.content : slot.content;
	const open = OPEN.test(message);
	const how = done > 0 ? 'partly done' : 'not done';
	if (isAs(stands, kept)) {
		if (open) return { outcome: 'error: left open; was not done' };
		const missing =
			['delete', 'get', 'update'].includes(operation) && done === 0 && MISSING.test(message);
		if (missing) {
			const outcome = 'error: there is no such thing';
			return slot.content ? { outcome, wrong: 'told to be missing, but there' } : { outcome };
		}
		const named = done === 0 || !kept || message.includes(String(kept.id));
		const outcome = `error: ${how}, as told`;
		return named ? { outcome } : { outcome, wrong: 'the error does not name what was made' };
	}
	const possible = [...parts.slice(done).map(({ content }) => content), wish.after];
	if (open && possible.some((content) => isAs(content, kept))) {
		return { outcome: 'error: left open; was done' };
	}
	return { outcome: `error: told to be ${how}`, wrong: 'told to be undone, but it was done' };
}
