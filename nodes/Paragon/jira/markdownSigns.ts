/** What may stand at one place. Sticky, and none runs over the same characters again and again. */
const ESCAPED = /\\[\\`*_{}[\]()#+\-.!~<>|]/y;
const TARGET = /\(\s*<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/y;
const IN_ANGLES = /<(?:https?:\/\/|mailto:)[^\s<>]+>/y;

const WORD = /[\p{L}\p{N}_]/u;
const isWord = (character = '') => WORD.test(character);
const isInk = (character = ' ') => /\S/.test(character);

/** Signs that mark what is between two of them; the longer ones first. */
export const SIGNS = {
	'**': 'strong',
	__: 'strong',
	'~~': 'strike',
	'*': 'em',
	_: 'em',
} as const;

export type Sign = keyof typeof SIGNS;

/** Some of the same character in a row. */
interface Run {
	start: number;
	end: number;
}

/**
 * Where the signs of a paragraph in Markdown lead to. The paragraph is read a fixed number of times,
 * however its signs are nested or left open.
 */
export class Signs {
	/** Where code goes on to, and the signs around it, by where these begin. */
	readonly code = new Map<number, { ticks: number; end: number }>();
	/** Where a link's text ends, and what it leads to, by where it begins. */
	readonly links = new Map<number, { textEnd: number; href: string; end: number }>();
	private readonly runs = new Map<string, Run[]>();
	/** Runs before these are behind. */
	private readonly next = new Map<Sign, number>();
	private readonly unclosed = new Set<Sign>();

	constructor(private readonly text: string) {
		const hidden = new Uint8Array(text.length);
		this.findCode(hidden);
		this.findLinks(hidden);
		this.findRuns(hidden);
	}

	/** Where the sign is closed that would be opened at a place; undefined where it is none. */
	closing(sign: Sign, opened: number): number | undefined {
		const from = opened + sign.length;
		if (this.unclosed.has(sign) || !this.text.startsWith(sign, opened)) return undefined;
		if (!isInk(this.text[from])) return undefined;
		if (sign.length === 1 && this.text[from] === sign) return undefined;
		// Within a word, as in snake_case, they mark nothing.
		const free = sign === '**' || sign === '~~';
		if (!free && isWord(this.text[opened - 1])) return undefined;
		const runs = this.runs.get(sign.charAt(0)) ?? [];
		let index = this.next.get(sign) ?? 0;
		while (index < runs.length && (runs[index] as Run).start <= from) index++;
		this.next.set(sign, index);
		for (; index < runs.length; index++) {
			const { start, end } = runs[index] as Run;
			const length = end - start;
			const fits = sign.length === 2 ? length >= 2 : length % 2 === 1;
			const ends = isInk(this.text[start - 1]) && (free || !isWord(this.text[end]));
			if (fits && ends) return end - sign.length;
		}
		this.unclosed.add(sign);
		return undefined;
	}

	private findCode(hidden: Uint8Array): void {
		const { text } = this;
		const runs = [...text.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({ length, index }));
		/** Of each length, those that are still to come, the next one last. */
		const byLength = new Map<number, number[]>();
		for (const { length, index } of runs.reverse()) {
			const same = byLength.get(length);
			if (same) same.push(index);
			else byLength.set(length, [index]);
		}
		for (let at = 0; at < text.length; at++) {
			if (text[at] === '\\' && matchAt(ESCAPED, text, at)) {
				hidden.fill(1, at, at + 2);
				at++;
			} else if (text[at] === '`') {
				let ticks = 1;
				while (text[at + ticks] === '`') ticks++;
				const same = byLength.get(ticks) ?? [];
				while (same.length > 0 && (same.at(-1) as number) <= at) same.pop();
				const close = same.at(-1);
				if (close !== undefined) {
					this.code.set(at, { ticks, end: close + ticks });
					hidden.fill(1, at, close + ticks);
				}
				at = (close ?? at) + ticks - 1;
			}
		}
	}

	private findLinks(hidden: Uint8Array): void {
		const { text } = this;
		const open: number[] = [];
		for (let at = 0; at < text.length; at++) {
			if (hidden[at]) continue;
			const angles = text[at] === '<' ? matchAt(IN_ANGLES, text, at) : undefined;
			if (angles) {
				hidden.fill(1, at, at + angles[0].length);
			} else if (text[at] === '[') {
				open.push(at);
			} else if (text[at] === ']') {
				const opened = open.pop();
				const target = opened === undefined ? undefined : matchAt(TARGET, text, at + 1);
				if (opened === undefined || !target || opened + 1 === at) continue;
				const end = at + 1 + target[0].length;
				this.links.set(opened, { textEnd: at, href: target[1] ?? '', end });
				hidden.fill(1, at + 1, end);
			}
		}
	}

	private findRuns(hidden: Uint8Array): void {
		const { text } = this;
		for (let at = 0; at < text.length; at++) {
			const sign = text.charAt(at);
			if (hidden[at] || !'*_~'.includes(sign)) continue;
			const start = at;
			while (text[at + 1] === sign && !hidden[at + 1]) at++;
			const runs = this.runs.get(sign);
			const run = { start, end: at + 1 };
			if (runs) runs.push(run);
			else this.runs.set(sign, [run]);
		}
	}
}

/** What a sticky pattern finds at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? undefined;
}
