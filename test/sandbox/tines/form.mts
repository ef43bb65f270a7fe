import { ApiError, type Problem } from './errors.mts';
import { readField, type FieldRule } from './fields.mts';
import type { Behaviour } from './behaviour.mts';
import type { Call } from './world.mts';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is null, "", [] or {}. */
export function isEmpty(value: unknown): boolean {
	if (value === null || value === '') return true;
	return typeof value === 'object' && Object.keys(value as object).length === 0;
}

/** A request body being read: it gathers what is wrong with it, so that one answer says all. */
export class Form {
	readonly body: Readonly<Record<string, unknown>>;
	#behaviour: Behaviour;
	#problems: Problem[] = [];
	#missing = false;

	/**
	 * Without a body the query is read in its place: so the vendor's Go SDK renames folders.
	 * @throws ApiError 400 when the body is no object
	 */
	constructor({ body: sent, query, world }: Call) {
		const body = sent === undefined ? { ...query } : sent;
		if (!isObject(body)) {
			throw new ApiError(400, [{ field: 'base', text: 'The body must be a JSON object' }]);
		}
		this.body = body;
		this.#behaviour = world.behaviour;
	}

	has(name: string): boolean {
		return this.body[name] !== undefined;
	}

	/** A value by its rule; undefined when it wasn't sent, or is wrong, which is then noted. */
	read<T>(name: string, rule: FieldRule): T | undefined {
		const raw = this.body[name];
		if (raw === undefined) return undefined;
		const { numericStrings, wrongEnum } = this.#behaviour;
		const read = readField(rule, raw, numericStrings === 'accepted');
		if ('value' in read) return read.value as T;
		const passed = rule.type === 'choice' && wrongEnum === 'accepted' && name !== 'mode';
		if (!passed) this.refuse(name, read.problem);
		return undefined;
	}

	/** The same for a value that has to be there. */
	require<T>(name: string, rule: FieldRule): T | undefined {
		const raw = this.body[name];
		if (raw === undefined || raw === null || raw === '') {
			this.#missing = true;
			this.refuse(name, "can't be blank");
			return undefined;
		}
		return this.read<T>(name, rule);
	}

	refuse(field: string, text: string): void {
		this.#problems.push({ field, text: `${field} ${text}` });
	}

	/** Notes members that nobody knows, where the behaviour says so. */
	refuseUnknown(known: ReadonlySet<string>): void {
		if (this.#behaviour.unknownMembers === 'ignored') return;
		for (const name of Object.keys(this.body)) {
			if (!known.has(name)) this.refuse(name, 'is not a known parameter');
		}
	}

	/**
	 * @param missingStatus status when something required was left out
	 * @throws ApiError with everything that was noted
	 */
	finish(missingStatus: number = this.#behaviour.missingFieldStatus): void {
		if (this.#problems.length === 0) return;
		throw new ApiError(this.#missing ? missingStatus : 422, this.#problems);
	}
}
