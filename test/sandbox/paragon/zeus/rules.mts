import { ApiError, type InvalidMember } from '../errors.mts';

/** A rule for one member of a body, named and worded as class-validator does. */
interface Rule {
	name: string;
	text: (member: string) => string;
	holds: (value: unknown) => boolean;
}

/** What a body has to look like: rules by member; `members` for an object's own. */
export type Rules = Readonly<Record<string, MemberRules>>;

interface MemberRules {
	rules: readonly Rule[];
	/** Rules need not hold when the member is missing. */
	optional?: true;
	/** Rules of the members of an object; members without rules are kept. */
	members?: Rules;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const isString: Rule = {
	name: 'isString',
	text: (member) => `${member} must be a string`,
	holds: (value) => typeof value === 'string',
};
export const isNotEmpty: Rule = {
	name: 'isNotEmpty',
	text: (member) => `${member} should not be empty`,
	holds: (value) => value !== '' && value !== null && value !== undefined,
};
export const isBoolean: Rule = {
	name: 'isBoolean',
	text: (member) => `${member} must be a boolean value`,
	holds: (value) => typeof value === 'boolean',
};
export const isUuid: Rule = {
	name: 'isUuid',
	text: (member) => `${member} must be a UUID`,
	holds: (value) => typeof value === 'string' && UUID.test(value),
};
export const isObject: Rule = {
	name: 'isObject',
	text: (member) => `${member} must be an object`,
	holds: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
export const isEmail: Rule = {
	name: 'isEmail',
	text: (member) => `${member} must be an email`,
	holds: (value) => typeof value === 'string' && EMAIL.test(value),
};
export const arrayNotEmpty: Rule = {
	name: 'arrayNotEmpty',
	text: (member) => `${member} should not be empty`,
	holds: (value) => Array.isArray(value) && value.length > 0,
};

/** A list of what each keeps one rule. */
export function isArrayOf({ name, text, holds }: Rule): Rule {
	return {
		name,
		text: (member) => `each value in ${text(member)}`,
		holds: (value) => Array.isArray(value) && value.every(holds),
	};
}

/** One of some values. */
export function isIn(values: readonly string[]): Rule {
	return {
		name: 'isEnum',
		text: (member) => `${member} must be one of the following values: ${values.join(', ')}`,
		holds: (value) => typeof value === 'string' && values.includes(value),
	};
}

/** A text with something in it. */
export const TEXT: MemberRules = { rules: [isNotEmpty, isString] };

function faultsOf(body: Record<string, unknown>, rules: Rules): InvalidMember[] {
	return Object.entries(rules).flatMap(([member, { rules: own, optional, members }]) => {
		const value = body[member];
		if (optional && value === undefined) return [];
		const broken = own.filter(({ holds }) => !holds(value));
		if (broken.length > 0) {
			const texts = broken.map(({ name, text }) => [name, text(member)]);
			return [{ constraints: Object.fromEntries(texts) as Record<string, string>, children: [] }];
		}
		const children = members ? faultsOf(value as Record<string, unknown>, members) : [];
		return children.length > 0 ? [{ children }] : [];
	});
}

function unknownMembers(body: Record<string, unknown>, rules: Rules): InvalidMember[] {
	return Object.keys(body)
		.filter((member) => !Object.hasOwn(rules, member))
		.map((member) => ({
			constraints: { whitelistValidation: `property ${member} should not exist` },
			children: [],
		}));
}

/**
 * The members of a body that its rules name.
 * @param unknown whether other members are passed over or refused
 * @throws ApiError 400 with what is wrong with each member
 */
export function checkBody(
	given: unknown,
	rules: Rules,
	unknown: 'ignored' | 'refused',
): Record<string, unknown> {
	const body = isObject.holds(given) ? (given as Record<string, unknown>) : {};
	const invalid = [
		...(unknown === 'refused' ? unknownMembers(body, rules) : []),
		...faultsOf(body, rules),
	];
	if (invalid.length > 0) throw new ApiError('invalid', { message: invalid });
	return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(rules, name)));
}

/** Refuses one member that rules alone can't judge. */
export function invalidMember(rule: string, text: string): ApiError {
	return new ApiError('invalid', { message: [{ constraints: { [rule]: text }, children: [] }] });
}
