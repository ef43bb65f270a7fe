import fc from 'fast-check';
import { badValuesOf, nothing } from './badValues.mts';
import { fieldsOf, parametersFor, type PanelField } from './panel.mts';
import type { Base, Flaw, SpecVendor, Values } from './vendor.mts';

/** Parameters for a whole run, and how its items are made. */
export interface SpecRun {
	base: Base;
	parameters: Record<string, unknown>;
	/** The items at once. */
	atOnce: number;
	good: Values;
	/** A bad item, and the names of which its error has to have one. */
	bad: fc.Arbitrary<BadSpec>;
}

export interface BadSpec {
	json: Values;
	labels: string[];
}

/** Said once for all items of a sync. */
const OF_ALL = /^(options|scope|secretOutput|binaryPropertyName|dryRun|deleteUnlisted)(\.|$)/;

/** Said once for a whole run, whatever is done. */
const OF_RUN = /^options\.concurrency$/;

/** What an item can say where each is taken for what is wanted. */
const IN_ITEM = /^(\w+|additionalFields\.\w+)$/;

const UNKNOWN_MEMBER: Flaw = {
	values: fc
		.constantFrom('Name', 'naem', 'additionalFields', '__proto', 'toString', 'options')
		.map((name) => ({ [name]: 'x' })),
	labels: ['Desired State'],
};

const byName = (values: Values): Values =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key.split('.').at(-1)!, value]));

/** Items of one run. */
const ITEMS = 250;

/** What a vendor's base comes to. */
export function specRunOf(vendor: SpecVendor, base: Base): SpecRun {
	const { resource, operation, fixed = {}, required } = base;
	const ofAll = operation === 'sync' || fixed.inputFormat === 'item' ? OF_ALL : OF_RUN;
	// By the names of the fields, in place of expressions.
	const asItem = fixed.inputFormat === 'item';
	const form = (values: Values) => (asItem ? byName(values) : values);
	const all = fieldsOf(vendor.built, resource, operation);
	const fields = all.filter(
		({ key, property, inRow }) =>
			!(key in fixed) &&
			!property.noDataExpression &&
			(base.settings || !ofAll.test(key)) &&
			!(asItem && (inRow || !IN_ITEM.test(key) || isFlag(key, property.type))) &&
			(!inRow || key in base.good),
	);
	// A flag that an expression gives nothing for is refused, so that each needs a value.
	const flags = fields.filter(({ key, property }) => isFlag(key, property.type));
	const good: Values = {
		...Object.fromEntries(flags.map(({ key, property }) => [key, property.default])),
		...base.good,
	};
	const defaults = Object.fromEntries(all.map(({ key, property }) => [key, property.default]));
	const given = { ...defaults, ...good, ...fixed, inputFormat: 'fields' };
	const shown = fields.filter(({ property }) => isShown(property.displayOptions?.show, given));
	const flaws = [
		...shown
			.filter(({ key }) => !base.settings || OF_ALL.test(key))
			.flatMap((field) => flawOf(vendor, field)),
		...(asItem ? [UNKNOWN_MEMBER] : []),
		...required.map((key): Flaw => {
			const values = nothing.map((value) => ({ [key]: value }));
			return { values, labels: labelsOf(fields, key) };
		}),
		...(base.flaws ?? []),
	];
	return {
		base,
		parameters: { resource, operation, ...fixed, ...(asItem ? {} : parametersFor(fields)) },
		atOnce: base.settings ? 1 : ITEMS,
		good: form(good),
		bad: fc
			.array(fc.nat({ max: flaws.length - 1 }), { minLength: 1, maxLength: 2 })
			.chain((chosen) => {
				const [first, second] = chosen.map((index) => flaws[index]!) as [Flaw, Flaw | undefined];
				return fc.tuple(first.values, second?.values ?? fc.constant({})).map(([one, other]) => {
					// Two flaws of the same field, or in the same place, may mend each other.
					const apart =
						second &&
						!second.labels.some((label) => first.labels.includes(label)) &&
						!Object.keys(other).some((key) => key in one);
					return {
						json: form({ ...good, ...one, ...(apart && other) }),
						labels: [...first.labels, ...(apart ? second.labels : [])],
					};
				});
			}),
	};
}

const isFlag = (key: string, type: string) => type === 'boolean' && !key.includes('.');

function flawOf({ special }: SpecVendor, { key, property, labels }: PanelField): Flaw[] {
	const name = key.split('.').at(-1)!;
	const known = [key, name].find((each) => each in special);
	const bad = known === undefined ? badValuesOf(property) : special[known];
	return bad ? [{ values: bad.map((value) => ({ [key]: value })), labels }] : [];
}

/** The names in the panel of a place. */
export function labelsOf(fields: readonly PanelField[], key: string): string[] {
	const field = fields.find((each) => each.key === key);
	if (!field) throw new RangeError(`The panel has no ${key}`);
	return field.labels;
}

/** Whether something is shown, as far as it depends on what is given; resource and operation fit already. */
function isShown(show: Record<string, unknown> | undefined, given: Values): boolean {
	return Object.entries(show ?? {}).every(([name, wanted]) => {
		const key = name.replace(/^\//, '');
		return !(key in given) || (wanted as unknown[]).includes(given[key] as string);
	});
}

/** Good values, each time with a number of their own where names have to differ. */
export const numbered = (values: Values, number: number): Values =>
	Object.fromEntries(
		Object.entries(values).map(([key, value]) => [
			key,
			typeof value === 'string' ? value.replace('{n}', String(number)) : value,
		]),
	);
