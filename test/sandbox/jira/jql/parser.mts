import { jqlError, refuseReserved, tokensOf, type Token } from './lexer.mts';

export type Operator =
	| '='
	| '!='
	| '~'
	| '!~'
	| '>'
	| '>='
	| '<'
	| '<='
	| 'in'
	| 'not in'
	| 'is'
	| 'is not';

/** What a clause compares with. */
export type Operand =
	| { kind: 'empty' }
	| { kind: 'value'; text: string }
	| { kind: 'function'; name: string; args: string[] }
	| { kind: 'list'; items: Operand[] };

/** One condition on one field. */
export interface Clause {
	kind: 'clause';
	field: string;
	operator: Operator;
	operand: Operand;
}

export type Condition =
	| Clause
	| { kind: 'and' | 'or'; parts: Condition[] }
	| { kind: 'not'; part: Condition };

export interface Query {
	/** Missing in a query that only sorts. */
	where?: Condition;
	orderBy: Array<{ field: string; descending: boolean }>;
}

const SIGNS: readonly string[] = ['=', '!=', '~', '!~', '>', '>=', '<', '<='];

class Parser {
	#tokens: Token[];
	#at = 0;

	constructor(jql: string) {
		this.#tokens = tokensOf(jql);
	}

	query(): Query {
		const where = this.#isWord('order') || this.#peek().kind === 'end' ? undefined : this.#or();
		const orderBy = this.#takeWord('order') ? this.#orderBy() : [];
		const rest = this.#peek();
		if (rest.kind !== 'end') {
			const expected = orderBy.length > 0 ? "','" : "'OR' or 'AND'";
			throw jqlError(`Expecting either ${expected} but got '${rest.text}'.`, rest.at);
		}
		return { where, orderBy };
	}

	#peek(): Token {
		return this.#tokens[this.#at]!;
	}

	#next(): Token {
		const token = this.#peek();
		if (token.kind !== 'end') this.#at += 1;
		return token;
	}

	#isWord(word: string): boolean {
		const { kind, text } = this.#peek();
		return kind === 'word' && text.toLowerCase() === word;
	}

	#takeWord(word: string): boolean {
		const found = this.#isWord(word);
		if (found) this.#at += 1;
		return found;
	}

	#takeSign(...signs: string[]): string | undefined {
		const { kind, text } = this.#peek();
		if (kind !== 'sign' || !signs.includes(text)) return undefined;
		this.#at += 1;
		return text;
	}

	#need(sign: string): void {
		const { text, at, kind } = this.#peek();
		if (this.#takeSign(sign)) return;
		throw jqlError(
			kind === 'end'
				? `Expecting '${sign}' before the end of the query.`
				: `Expecting '${sign}' but got '${text}'.`,
			at,
		);
	}

	#chain(kind: 'and' | 'or', signs: string[], part: () => Condition): Condition {
		const parts = [part()];
		while (this.#takeWord(kind) || this.#takeSign(...signs)) parts.push(part());
		return parts.length === 1 ? parts[0]! : { kind, parts };
	}

	#or(): Condition {
		return this.#chain('or', ['|', '||'], () => this.#and());
	}

	#and(): Condition {
		return this.#chain('and', ['&', '&&'], () => this.#not());
	}

	#not(): Condition {
		if (this.#takeWord('not') || this.#takeSign('!')) return { kind: 'not', part: this.#not() };
		if (this.#takeSign('(')) {
			const inner = this.#or();
			this.#need(')');
			return inner;
		}
		return this.#clause();
	}

	#clause(): Clause {
		const field = this.#name("Expecting a field name but got '");
		const operator = this.#operator(field);
		const operand = this.#operand();
		if ((operator === 'in' || operator === 'not in') && operand.kind === 'value') {
			throw jqlError(
				`Operator '${operator}' does not support the non-list value '"${operand.text}"' for field '${field}'.`,
			);
		}
		if (!operator.includes('in') && operand.kind === 'list') {
			throw jqlError(`Operator '${operator}' does not support lists for field '${field}'.`);
		}
		return { kind: 'clause', field, operator, operand };
	}

	#name(expecting: string): string {
		const token = this.#next();
		if (token.kind === 'end' || token.kind === 'sign') {
			throw jqlError(
				token.kind === 'end'
					? 'Expecting a field name before the end of the query.'
					: `${expecting}${token.text}'.`,
				token.at,
			);
		}
		refuseReserved(token);
		return token.text;
	}

	#operator(field: string): Operator {
		const { text, at, kind } = this.#peek();
		const sign = this.#takeSign(...SIGNS);
		if (sign !== undefined) return sign as Operator;
		if (this.#takeWord('in')) return 'in';
		if (this.#takeWord('is')) return this.#takeWord('not') ? 'is not' : 'is';
		if (this.#takeWord('not')) {
			if (this.#takeWord('in')) return 'not in';
			throw jqlError(`Expecting 'in' but got '${this.#peek().text}'.`, this.#peek().at);
		}
		// The vendor searches the history with these; this stand-in keeps none that JQL could ask.
		if (this.#isWord('was') || this.#isWord('changed')) {
			throw jqlError(`History searches with '${text}' are not supported here.`, at);
		}
		throw jqlError(
			kind === 'end'
				? `Expecting operator before the end of the query. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`
				: `Expecting operator but got '${text}'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. Field '${field}'.`,
			at,
		);
	}

	#operand(): Operand {
		if (this.#takeSign('(')) {
			const items = [this.#operand()];
			while (this.#takeSign(',')) items.push(this.#operand());
			this.#need(')');
			return { kind: 'list', items };
		}
		const token = this.#next();
		if (token.kind === 'end' || token.kind === 'sign') {
			throw jqlError(
				token.kind === 'end'
					? 'Expecting either a value, list or function before the end of the query.'
					: `Expecting either a value, list or function but got '${token.text}'. You must surround '${token.text}' in quotation marks to use it as a value.`,
				token.at,
			);
		}
		if (token.kind === 'word' && ['empty', 'null'].includes(token.text.toLowerCase())) {
			return { kind: 'empty' };
		}
		if (token.kind === 'word' && this.#takeSign('(')) return this.#function(token.text);
		refuseReserved(token);
		return { kind: 'value', text: token.text };
	}

	#function(name: string): Operand {
		const args: string[] = [];
		while (!this.#takeSign(')')) {
			if (args.length > 0) this.#need(',');
			const token = this.#next();
			if (token.kind === 'end' || token.kind === 'sign') throw jqlError("Expecting ')'.", token.at);
			args.push(token.text);
		}
		return { kind: 'function', name, args };
	}

	#orderBy(): Query['orderBy'] {
		if (!this.#takeWord('by')) throw jqlError("Expecting 'by' after 'order'.", this.#peek().at);
		const terms: Query['orderBy'] = [];
		do {
			const field = this.#name("Expecting a field name but got '");
			const descending = this.#takeWord('desc');
			if (!descending) this.#takeWord('asc');
			terms.push({ field, descending });
		} while (this.#takeSign(','));
		return terms;
	}
}

/**
 * A query taken apart.
 * @throws JiraError 400 saying what is wrong and where
 */
export function parseJql(jql: string): Query {
	return new Parser(jql).query();
}
