import { textNode } from './adf';
import type { AdfNode } from './adf';
import { matchAt, SIGNS, Signs } from './markdownSigns';
import type { Sign } from './markdownSigns';

type Marks = NonNullable<AdfNode['marks']>;

/** What may stand at one place. Sticky, and none runs over the same characters again and again. */
const BREAK = /\\?\n */y;
const ESCAPED = /\\([\\`*_{}[\]()#+\-.!~<>|])/y;
const TICKS = /`+/y;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^\s<>]+)>|https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/y;
const PLAIN = /[^\\\n`[<h*_~]+|./suy;

/** Other schemes, such as javascript:, are no links for people to follow. */
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;

const has = (marks: Marks, type: string) => marks.some((mark) => mark.type === type);

/** The text of a paragraph or heading in Markdown, as nodes of the Atlassian Document Format. */
export function inlineOf(markdown: string, marks: Marks = []): AdfNode[] {
	const nodes: AdfNode[] = [];
	const signs = new Signs(markdown);
	let plain = '';
	const flush = () => {
		nodes.push(...textNode(plain, marks));
		plain = '';
	};
	const marked = (from: number, to: number, mark: Marks[number]) => {
		flush();
		for (const node of inlineOf(markdown.slice(from, to), [...marks, mark])) nodes.push(node);
	};

	/** Takes what is at a place, and gives the place behind it. */
	const take = (at: number): number => {
		const match = (pattern: RegExp) => matchAt(pattern, markdown, at);
		const newLine = match(BREAK);
		if (newLine) {
			plain = withoutBlanksAtEnd(plain);
			flush();
			nodes.push({ type: 'hardBreak' });
			return at + newLine[0].length;
		}
		const escaped = match(ESCAPED);
		if (escaped) {
			plain += escaped[1];
			return at + 2;
		}
		const code = signs.code.get(at);
		if (code) {
			flush();
			// Atlassian: code goes with no other mark than a link.
			const kept = marks.filter(({ type }) => type === 'link');
			const text = codeText(markdown.slice(at + code.ticks, code.end - code.ticks));
			nodes.push(...textNode(text, [{ type: 'code' }, ...kept]));
			return code.end;
		}
		const inLink = has(marks, 'link');
		const link = inLink ? undefined : signs.links.get(at);
		if (link && SAFE_LINK.test(link.href)) {
			marked(at + 1, link.textEnd, { type: 'link', attrs: { href: link.href } });
			return link.end;
		}
		const address = inLink ? undefined : match(ADDRESS);
		if (address) {
			flush();
			const href = address[1] ?? address[0];
			nodes.push(...textNode(href, [...marks, { type: 'link', attrs: { href } }]));
			return at + address[0].length;
		}
		for (const [sign, type] of Object.entries(SIGNS)) {
			if (has(marks, type)) continue;
			const closing = signs.closing(sign as Sign, at);
			if (closing === undefined) continue;
			marked(at + sign.length, closing, { type });
			return closing + sign.length;
		}
		// Of ticks that are not closed, all are text.
		const text = (match(TICKS) ?? match(PLAIN))?.[0] ?? markdown.charAt(at);
		plain += text;
		return at + text.length;
	};

	for (let at = 0; at < markdown.length; ) at = take(at);
	flush();
	return nodes;
}

function withoutBlanksAtEnd(text: string): string {
	let end = text.length;
	while (end > 0 && ' \t'.includes(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** Of code, a blank at each end keeps ticks apart and is not meant. */
function codeText(inside: string): string {
	const text = inside.replace(/\n/g, ' ');
	const padded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
	return padded ? text.slice(1, -1) : text;
}
