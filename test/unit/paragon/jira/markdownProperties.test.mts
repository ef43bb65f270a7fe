import fc from 'fast-check';
import { adfOfText } from '../../../../nodes/Paragon/jira/adf.ts';
import type { AdfDocument, AdfNode } from '../../../../nodes/Paragon/jira/adf.ts';
import { adfOfMarkdown } from '../../../../nodes/Paragon/jira/markdown.ts';
import { adfFault } from '../../../sandbox/jira/adf.mts';

function nodesOf(node: AdfNode | AdfDocument): AdfNode[] {
	return (node.content ?? []).flatMap((child) => [child, ...nodesOf(child)]);
}

const LISTS = ['bulletList', 'orderedList'];
const IN_ITEMS = ['paragraph', 'codeBlock', ...LISTS];

/** What is wrong with a node by Atlassian's rules, said apart from the sandbox's own. */
function faultsOf({ type, text, marks = [], attrs, content = [] }: AdfNode): string[] {
	const types = marks.map((mark) => mark.type);
	const inside = content.map((child) => child.type);
	const rules: Record<string, boolean> = {
		'a text is not empty': type !== 'text' || (text ?? '') !== '',
		'marks are there once': new Set(types).size === types.length,
		'code goes with links alone':
			!types.includes('code') || types.every((name) => name === 'code' || name === 'link'),
		'levels go from 1 to 6':
			type !== 'heading' || [1, 2, 3, 4, 5, 6].includes(attrs?.level as number),
		'an item begins with a paragraph or code':
			type !== 'listItem' || ['paragraph', 'codeBlock'].includes(inside[0] ?? ''),
		'items and quotes hold paragraphs, lists and code':
			!['listItem', 'blockquote'].includes(type) ||
			(inside.length > 0 && inside.every((name) => IN_ITEMS.includes(name))),
		'lists hold items':
			!LISTS.includes(type) || (inside.length > 0 && inside.every((name) => name === 'listItem')),
		'code holds plain text':
			type !== 'codeBlock' || content.every((child) => child.type === 'text' && !child.marks),
	};
	return Object.keys(rules).filter((rule) => !rules[rule]);
}

function expectValid(document: AdfDocument): void {
	expect(adfFault(document)).toBeUndefined();
	expect(nodesOf(document).flatMap(faultsOf)).toEqual([]);
}

const textOf = (document: AdfDocument) =>
	nodesOf(document)
		.map(({ text = '' }) => text)
		.join('');

/** Whether all characters are in a text, in their order. */
function isWithin(characters: string, text: string): boolean {
	let at = 0;
	for (const character of characters) {
		at = text.indexOf(character, at) + 1;
		if (at === 0) return false;
	}
	return true;
}

const WORD = fc.stringMatching(/^[A-Za-zäß0-9]{1,8}$/);
const SIGN = fc.constantFrom(
	...['*', '**', '_', '__', '~~', '`', '``', '```', '[', ']', '(', ')', '](', '\\', '<', '>', '!'],
	...['#', '## ', '- ', '+ ', '* ', '1. ', '7) ', '> ', '---', '~~~', '|', ' ', '  ', '    ', '\t'],
	...[
		'\n',
		'\n\n',
		'\r\n',
		'\u2028',
		'\u00a0',
		'\u0000',
		'https://e.example/a',
		'<https://e.example>',
	],
	...['[a](https://e.example)', '[a](https://e.example "b")', 'mailto:', 'http://', '\ud83d\ude00'],
);

/** Texts full of signs, most of which lead nowhere. */
const SIGNS = fc.array(fc.oneof(WORD, SIGN), { maxLength: 60 }).map((parts) => parts.join(''));

/** Marked text that is right in itself. */
const INLINE: fc.Arbitrary<string> = fc.letrec<{ inline: string; piece: string }>((tie) => ({
	inline: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' ')),
	piece: fc.oneof(
		{ maxDepth: 3, depthSize: 'small' },
		WORD,
		WORD.map((word) => `\`${word}\``),
		tie('inline').map((inline) => `**${inline}**`),
		tie('inline').map((inline) => `*${inline}*`),
		tie('inline').map((inline) => `_${inline}_`),
		tie('inline').map((inline) => `~~x${inline}~~`),
		tie('inline').map((inline) => `[${inline}](https://.../)`),
	),
})).inline;

const indented = (first: string, block: string) =>
	first + block.replace(/\n/g, `\n${' '.repeat(first.length)}`);

/** Blocks in each other. */
const BLOCKS: fc.Arbitrary<string> = fc.letrec<{ blocks: string; block: string }>((tie) => ({
	blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }).map((all) => all.join('\n\n')),
	block: fc.oneof(
		{ maxDepth: 3, depthSize: 'small' },
		INLINE,
		fc.tuple(INLINE, INLINE).map((lines) => lines.join('\n')),
		fc
			.tuple(fc.integer({ min: 1, max: 6 }), INLINE)
			.map(([level, title]) => `${'#'.repeat(level)} ${title}`),
		fc.constant('---'),
		SIGNS.map((code) => `\`\`\`\`\`\`\n${code.replaceAll('```', '')}\n\`\`\`\`\`\``),
		tie('blocks').map((quote) => quote.replace(/^/gm, '> ')),
		fc
			.array(tie('blocks'), { minLength: 1, maxLength: 3 })
			.map((items) => items.map((item) => indented('- ', item)).join('\n')),
		fc
			.array(tie('blocks'), { minLength: 1, maxLength: 3 })
			.map((items) => items.map((item, index) => indented(`${index + 1}. `, item)).join('\n')),
	),
})).blocks;

test.each([
	['any text', fc.string({ unit: 'binary', maxLength: 200 })],
	['signs', SIGNS],
	['marked texts', INLINE],
	['blocks', BLOCKS],
])('%s give a valid document', (_what, markdown) => {
	fc.assert(
		fc.property(markdown, (text) => {
			expectValid(adfOfMarkdown(text));
			expectValid(adfOfText(text));
		}),
		{ numRuns: 300 },
	);
});

test('no letter is lost, but those of addresses and of the language of code', () => {
	const withoutFences = SIGNS.map((text) => text.replace(/`{3,}|~{3,}/g, ''));
	fc.assert(
		fc.property(fc.oneof(INLINE, BLOCKS, withoutFences), (markdown) => {
			const letters = markdown
				.replace(/\]\(\s*<?(https?:|mailto:)[^\s)]*( "b")?/g, '')
				.replace(/[^A-Za-zäß]/g, '');
			expect(isWithin(letters, textOf(adfOfMarkdown(markdown)))).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test('no letter or digit of marked text is lost', () => {
	fc.assert(
		fc.property(INLINE, (markdown) => {
			const kept = markdown.replaceAll('https', '').replace(/[^A-Za-zäß0-9]/g, '');
			expect(isWithin(kept, textOf(adfOfMarkdown(`x ${markdown}`)))).toBe(true);
		}),
	);
});

test('plain text keeps all that is not blank', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), SIGNS), (text) => {
			expect(textOf(adfOfText(text)).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
		}),
	);
});

const MANY = 10_000;

test.each(
	[
		...[
			'*',
			'**',
			'***',
			'_',
			'~',
			'`',
			'[',
			'](',
			'[](',
			'![',
			'\\',
			'<',
			'>',
			'> ',
			'- ',
			'#',
			'# ',
		],
		...[
			'\n',
			' ',
			'\n\n',
			'1. ',
			'```\n',
			'~~~\n',
			'---',
			'- -',
			'*a',
			'*a ',
			'**a ',
			'a**',
			'_a_b',
			'a_',
		],
		...[
			'`a',
			'`a``b',
			'[a](b',
			'[a](b "',
			'[a](http://b"',
			'[a](<',
			'<http://',
			'http://',
			'http://.',
			'h',
		],
		...[
			'*a **b',
			'**a *b',
			'~~a**b*c',
			'- a\n',
			'- a\n\n',
			'> a\n',
			'>\n',
			'\\\n',
			'"',
			'&',
			'|',
			'(',
			'((a)',
		],
	].map((part) => [part]),
)('%j, again and again, takes no long time', (part) => {
	for (const text of [
		part.repeat(MANY),
		`${part.repeat(MANY)}x`,
		`x ${part.repeat(MANY)}\u2028x`,
		`# ${part.repeat(MANY)}x\u2028`,
		`\`\`\`${part.repeat(MANY)}\`x`,
	]) {
		const began = performance.now();
		const document = adfOfMarkdown(text);
		adfOfText(text);
		expect(performance.now() - began).toBeLessThan(2000);
		expect(adfFault(document)).toBeUndefined();
	}
});

test('deep indentation takes no long time', () => {
	const steps = Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
	const began = performance.now();
	expect(adfFault(adfOfMarkdown(steps))).toBeUndefined();
	expect(performance.now() - began).toBeLessThan(2000);
});
