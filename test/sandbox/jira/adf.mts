import type { AdfNode } from './records.mts';

const INLINE = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status'] as const;
const LISTS = ['bulletList', 'orderedList'] as const;
const BLOCKS = [
	'paragraph',
	'heading',
	...LISTS,
	'blockquote',
	'codeBlock',
	'rule',
	'panel',
	'table',
	'expand',
	'mediaSingle',
	'mediaGroup',
	'blockCard',
	'taskList',
	'decisionList',
] as const;
const IN_CELLS = BLOCKS.filter((type) => type !== 'table' && type !== 'expand');

interface NodeRule {
	content?: readonly string[];
	/** Fewest nodes in it. */
	least?: number;
	/** What its first node has to be. */
	first?: readonly string[];
	attrs?: Readonly<Record<string, (value: unknown) => boolean>>;
	/** Marks on the texts directly in it are not allowed. */
	plain?: true;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isOneOf =
	(...values: unknown[]) =>
	(value: unknown): boolean =>
		values.includes(value);

/** The nodes of a document, from the published structure of the Atlassian Document Format. */
const NODES: Readonly<Record<string, NodeRule>> = {
	doc: { content: BLOCKS },
	paragraph: { content: INLINE },
	heading: { content: INLINE, attrs: { level: isOneOf(1, 2, 3, 4, 5, 6) } },
	bulletList: { content: ['listItem'], least: 1 },
	orderedList: { content: ['listItem'], least: 1 },
	listItem: {
		content: ['paragraph', 'mediaSingle', 'codeBlock', ...LISTS],
		least: 1,
		first: ['paragraph', 'mediaSingle', 'codeBlock'],
	},
	blockquote: { content: ['paragraph', ...LISTS, 'codeBlock', 'mediaSingle'], least: 1 },
	codeBlock: { content: ['text'], plain: true },
	rule: {},
	panel: {
		content: ['paragraph', 'heading', ...LISTS],
		least: 1,
		attrs: { panelType: isOneOf('info', 'note', 'warning', 'success', 'error', 'tip') },
	},
	table: { content: ['tableRow'], least: 1 },
	tableRow: { content: ['tableCell', 'tableHeader'] },
	tableCell: { content: IN_CELLS, least: 1 },
	tableHeader: { content: IN_CELLS, least: 1 },
	expand: { content: IN_CELLS, least: 1 },
	mediaSingle: { content: ['media'], least: 1 },
	mediaGroup: { content: ['media'], least: 1 },
	media: { attrs: { type: isOneOf('file', 'link', 'external') } },
	blockCard: {},
	taskList: { content: ['taskItem', 'taskList'], least: 1, attrs: { localId: isText } },
	taskItem: { content: INLINE, attrs: { localId: isText, state: isOneOf('TODO', 'DONE') } },
	decisionList: { content: ['decisionItem'], least: 1, attrs: { localId: isText } },
	decisionItem: { content: INLINE, attrs: { localId: isText, state: isText } },
	hardBreak: {},
	mention: { attrs: { id: isText } },
	emoji: { attrs: { shortName: isText } },
	inlineCard: { attrs: { url: isText } },
	date: { attrs: { timestamp: isText } },
	status: {
		attrs: {
			text: (value) => isText(value) && value !== '',
			color: isOneOf('neutral', 'purple', 'blue', 'red', 'yellow', 'green'),
		},
	},
};

const MARKS: Readonly<Record<string, (attrs: Record<string, unknown>) => boolean>> = {
	strong: () => true,
	em: () => true,
	strike: () => true,
	underline: () => true,
	code: () => true,
	link: ({ href }) => isText(href) && href !== '',
	subsup: ({ type }) => type === 'sub' || type === 'sup',
	textColor: ({ color }) => isText(color),
	backgroundColor: ({ color }) => isText(color),
};
/** Marks that go with `code`. */
const WITH_CODE = ['code', 'link'];

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textFault(node: Record<string, unknown>, plain: boolean): string | undefined {
	if (typeof node.text !== 'string') return 'a text node without text';
	if (node.text === '') return 'an empty text node';
	const marks = node.marks ?? [];
	if (!Array.isArray(marks)) return 'marks that are no list';
	if (plain && marks.length > 0) return 'marks where none are allowed';
	const types: unknown[] = marks.map((mark) => (isObject(mark) ? mark.type : undefined));
	for (const mark of marks as Array<Record<string, unknown>>) {
		const holds = isText(mark.type) ? MARKS[mark.type as string] : undefined;
		if (!holds?.(isObject(mark.attrs) ? mark.attrs : {})) {
			return `a mark '${String(mark.type)}' that is not valid`;
		}
	}
	if (new Set(types).size !== types.length) return 'a mark twice';
	if (types.includes('code') && !types.every((type) => WITH_CODE.includes(type as string))) {
		return 'marks that do not go with code';
	}
	return undefined;
}

function nodeFault(node: unknown, allowed: readonly string[], plain: boolean): string | undefined {
	if (!isObject(node) || typeof node.type !== 'string') return 'a node without a type';
	const { type } = node;
	if (!allowed.includes(type)) return `a node '${type}' where it is not allowed`;
	if (type === 'text') return textFault(node, plain);
	const rule = NODES[type]!;
	const attrs = isObject(node.attrs) ? node.attrs : {};
	for (const [name, holds] of Object.entries(rule.attrs ?? {})) {
		if (!holds(attrs[name])) return `a node '${type}' with a wrong attribute '${name}'`;
	}
	const content = node.content ?? [];
	if (!Array.isArray(content)) return `content of '${type}' that is no list`;
	if (!rule.content) return content.length > 0 ? `content in '${type}'` : undefined;
	if (content.length < (rule.least ?? 0)) return `a node '${type}' without content`;
	for (const [index, child] of content.entries()) {
		const fault = nodeFault(
			child,
			index === 0 && rule.first ? rule.first : rule.content,
			rule.plain ?? false,
		);
		if (fault) return fault;
	}
	return undefined;
}

/** What is wrong with a document of the Atlassian Document Format; undefined when nothing is. */
export function adfFault(value: unknown): string | undefined {
	if (!isObject(value)) return 'no document';
	if (value.type !== 'doc') return 'a root that is no doc';
	if (value.version !== 1) return 'a version that is not 1';
	if (!Array.isArray(value.content)) return 'a document without content';
	return nodeFault(value, ['doc'], false);
}

/** The words of a document, blocks apart from each other. */
export function adfText(node: AdfNode): string {
	if (node.text !== undefined) return node.text;
	if (node.type === 'hardBreak') return '\n';
	const parts = (node.content ?? []).map(adfText);
	const isInline = (node.content ?? []).some(({ type }) =>
		(INLINE as readonly string[]).includes(type),
	);
	return parts.join(isInline ? '' : '\n');
}
