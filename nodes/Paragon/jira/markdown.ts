import { documentOf, textNode } from './adf';
import type { AdfDocument, AdfNode } from './adf';
import { inlineOf } from './markdownInline';

const HEADING = /^ {0,3}(#{1,6})(?:\s+(.*))?$/s;
const RULE = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)(.*)$/s;

/** How deep quotes and lists may be in each other; what is deeper stays text. */
const DEEPEST = 12;

/**
 * Markdown as a document of Atlassian's format: paragraphs with line breaks, headings, lists, code,
 * quotes, rules, links, bold, italics and strike-through. What is none of these stays text.
 */
export const adfOfMarkdown = (markdown: string): AdfDocument =>
	documentOf(blocksOf(markdown.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n')));

function blocksOf(lines: readonly string[], depth = 0): AdfNode[] {
	const blocks: AdfNode[] = [];
	let at = 0;
	while (at < lines.length) {
		const line = lines[at] as string;
		const fence = fenceIn(line);
		const [, hashes, title] = HEADING.exec(line) ?? [];
		if (line.trim() === '') {
			at++;
		} else if (fence) {
			const inside = takeWhile(lines, at + 1, (other) => !closes(other, fence));
			blocks.push(codeBlock(inside.join('\n'), fence.language));
			at += inside.length + 2;
		} else if (hashes) {
			blocks.push({
				type: 'heading',
				attrs: { level: hashes.length },
				content: inlineOf(titleOf(title ?? '')),
			});
			at++;
		} else if (RULE.test(line)) {
			blocks.push({ type: 'rule' });
			at++;
		} else if (QUOTE.test(line) && depth < DEEPEST) {
			const inside = takeWhile(lines, at, (other) => QUOTE.test(other));
			const content = blocksOf(
				inside.map((other) => other.replace(QUOTE, '')),
				depth + 1,
			).flatMap(inContainer);
			blocks.push({ type: 'blockquote', content: content.length > 0 ? content : [paragraph('')] });
			at += inside.length;
		} else if (ITEM.test(line) && depth < DEEPEST) {
			const { list, taken } = listAt(lines, at, depth);
			blocks.push(list);
			at += taken;
		} else {
			const inside = takeWhile(lines, at, (other, index) => index === at || !beginsBlock(other));
			blocks.push(paragraph(inside.join('\n').trim()));
			at += inside.length;
		}
	}
	return blocks;
}

const paragraph = (markdown: string): AdfNode => ({
	type: 'paragraph',
	content: inlineOf(markdown),
});

/** Atlassian: quotes and items hold paragraphs, lists and code; what else is in them becomes such. */
function inContainer(block: AdfNode): AdfNode[] {
	if (block.type === 'heading') return [{ type: 'paragraph', content: block.content }];
	if (block.type === 'blockquote') return block.content ?? [];
	return block.type === 'rule' ? [] : [block];
}

/** A title without the hashes that may close it: these have a blank before them. */
function titleOf(text: string): string {
	const trimmed = text.trim();
	let end = trimmed.length;
	while (trimmed[end - 1] === '#') end--;
	return end === 0 || trimmed[end - 1] === ' ' ? trimmed.slice(0, end).trim() : trimmed;
}

interface Fence {
	sign: string;
	length: number;
	language: string | undefined;
}

function fenceIn(line: string): Fence | undefined {
	const [, signs = '', info = ''] = /^ {0,3}(`+|~+)(.*)$/s.exec(line) ?? [];
	const sign = signs.charAt(0);
	if (signs.length < 3 || (sign === '`' && info.includes('`'))) return undefined;
	return { sign, length: signs.length, language: /^[\w+#.-]+/.exec(info.trim())?.[0] };
}

function closes(line: string, { sign, length }: Fence): boolean {
	const [, signs = ''] = /^ {0,3}(`+|~+)\s*$/.exec(line) ?? [];
	return signs.charAt(0) === sign && signs.length >= length;
}

const beginsBlock = (line: string) =>
	line.trim() === '' ||
	fenceIn(line) !== undefined ||
	[HEADING, RULE, QUOTE, ITEM].some((form) => form.test(line));

function takeWhile(
	lines: readonly string[],
	from: number,
	keep: (line: string, index: number) => boolean,
): string[] {
	let end = from;
	while (end < lines.length && keep(lines[end] as string, end)) end++;
	return lines.slice(from, end);
}

function codeBlock(text: string, language: string | undefined): AdfNode {
	return {
		type: 'codeBlock',
		...(language && { attrs: { language } }),
		content: textNode(text),
	};
}

/** A list, with all lines that belong to its items. */
function listAt(
	lines: readonly string[],
	from: number,
	depth: number,
): { list: AdfNode; taken: number } {
	const [, indent = '', marker = ''] = ITEM.exec(lines[from] as string) ?? [];
	const ordered = /\d/.test(marker);
	const items: AdfNode[] = [];
	let at = from;
	for (;;) {
		// Blank lines may stand between items.
		const next = skipBlank(lines, at);
		const line = lines[next] ?? '';
		const [, own = '', bullet = '', gap = '', text = ''] = ITEM.exec(line) ?? [];
		const another = bullet !== '' && own.length <= indent.length + 1 && own.length >= indent.length;
		if (!another || /\d/.test(bullet) !== ordered || RULE.test(line)) break;
		const width = own.length + bullet.length + Math.max(1, Math.min(gap.length, 4));
		const inside = [text];
		at = next + 1;
		for (;;) {
			const end = endOfPart(lines, at, width);
			if (end === at) break;
			for (; at < end; at++) {
				const part = lines[at] as string;
				inside.push(part.slice(Math.min(width, indentOf(part))));
			}
		}
		items.push({ type: 'listItem', content: itemContent(inside, depth + 1) });
	}
	const start = Number.parseInt(marker, 10);
	return {
		list: {
			type: ordered ? 'orderedList' : 'bulletList',
			...(ordered && start !== 1 && { attrs: { order: start } }),
			content: items,
		},
		taken: at - from,
	};
}

const indentOf = (line: string) => line.length - line.trimStart().length;

const isBlank = (line: string | undefined) => line !== undefined && line.trim() === '';

function skipBlank(lines: readonly string[], from: number): number {
	let at = from;
	while (isBlank(lines[at])) at++;
	return at;
}

/** Up to where lines belong to an item: those set in under it, or the rest of its paragraph. */
function endOfPart(lines: readonly string[], at: number, width: number): number {
	const next = skipBlank(lines, at);
	const line = lines[next];
	if (line === undefined) return at;
	if (indentOf(line) >= width) return next + 1;
	const follows = next === at && !isBlank(lines[at - 1]) && !beginsBlock(line);
	return follows ? next + 1 : at;
}

/** Atlassian: an item begins with a paragraph or code. */
function itemContent(lines: readonly string[], depth: number): AdfNode[] {
	const blocks = blocksOf(lines, depth).flatMap(inContainer);
	const [first] = blocks;
	const begins = first?.type === 'paragraph' || first?.type === 'codeBlock';
	return begins ? blocks : [paragraph(''), ...blocks];
}
