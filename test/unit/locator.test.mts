import fc from 'fast-check';
import type { INodePropertyRegexValidation } from 'n8n-workflow';
import {
	byLocator,
	located,
	locatorProperty,
	modeOf,
	readLocator,
	readRequiredLocator,
} from '../../nodes/core/locator.ts';
import type { Locator } from '../../nodes/core/locator.ts';
import { UUID } from '../../nodes/core/uuid.ts';
import { JUNK } from './support/junk.mts';
import { parametersOf } from './support/parameters.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const ID = UUID.placeholder;
const LOCATOR: Locator = {
	name: 'thingId',
	displayName: 'Thing',
	description: 'The thing',
	searchMethod: 'searchThings',
	...UUID,
};

test.each([
	['from the list', { __rl: true, mode: 'list', value: ID }],
	['by ID', { __rl: true, mode: 'id', value: ` ${ID}\n` }],
	['as text', ID],
	['in capitals', ID.toUpperCase()],
])('an ID is read %s', (_how, raw) => {
	expect(readLocator(LOCATOR, raw)?.toLowerCase()).toBe(ID);
	expect(readRequiredLocator(LOCATOR, raw).toLowerCase()).toBe(ID);
});

test.each([undefined, null, '', { value: '' }, { value: null }, { value: undefined }])(
	'%j is nothing picked: fine where it may be left out, refused where not',
	(raw) => {
		expect(readLocator(LOCATOR, raw)).toBeUndefined();
		expect(invalidInputOf(() => readRequiredLocator(LOCATOR, raw)).message).toBe(
			'Thing: is missing',
		);
	},
);

test.each<[unknown, string]>([
	['my thing', "'my thing' is not a UUID"],
	[`${ID}/../x`, 'is not a UUID'],
	[`${ID} ${ID}`, 'is not a UUID'],
	[12, "'12' is not a UUID"],
	[{ value: { value: ID } }, 'expected an ID, got an object'],
	[[ID], 'expected an ID, got a list'],
	[true, 'expected an ID, got a boolean'],
])('%j is refused, with what to do', (raw, problem) => {
	const error = invalidInputOf(() => readLocator(LOCATOR, raw));
	expect(error.message).toContain(`Thing: ${problem.startsWith('is not') ? '' : problem}`);
	expect(error.message).toContain(problem);
});

test('junk never comes out as an ID', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				JUNK,
				JUNK.map((value) => ({ value })),
			),
			(raw) => {
				const id = readOrRefused(() => readLocator(LOCATOR, raw));
				expect(id ?? ID).toMatch(UUID.pattern);
			},
		),
	);
});

test('the panel accepts what the reading accepts, and nothing more', () => {
	const acceptsIn = (required: boolean) => {
		const property = locatorProperty(LOCATOR, required);
		expect(property).toMatchObject({ name: 'thingId', default: { mode: 'list', value: '' } });
		expect(property.required).toBe(required ? true : undefined);
		const [list, id] = property.modes ?? [];
		expect(list?.typeOptions).toEqual({ searchListMethod: 'searchThings', searchable: true });
		const [validation] = id?.validation ?? [];
		const regex = new RegExp((validation as INodePropertyRegexValidation).properties.regex);
		return (value: string) => regex.test(value);
	};
	for (const required of [true, false]) {
		const accepts = acceptsIn(required);
		expect(accepts(ID)).toBe(true);
		expect(accepts(`x${ID}`)).toBe(false);
		expect(accepts('')).toBe(!required);
	}
});

test('a picker reads the parameter of its name, which has to be there', () => {
	const picker = byLocator(LOCATOR);
	expect(picker.properties).toMatchObject([{ name: 'thingId', required: true }]);
	expect(picker.read(parametersOf({ thingId: { mode: 'id', value: ID }, other: 'x' }))).toBe(ID);
	expect(invalidInputOf(() => picker.read(parametersOf({ other: ID }))).message).toBe(
		'Thing: is missing',
	);
});

test('a located field makes of the ID what it is told to, and of nothing picked nothing', () => {
	const field = located({ ...LOCATOR, pattern: /^\d+$/ }, Number);
	expect(field.property).not.toHaveProperty('required');
	expect(field.read({ mode: 'list', value: ' 0 ' })).toBe(0);
	expect(field.read(12)).toBe(12);
	for (const raw of [undefined, '', { mode: 'list', value: '' }]) {
		expect(field.read(raw)).toBeUndefined();
	}
	expect(invalidInputOf(() => field.read({ mode: 'id', value: 'x' })).field).toBe('Thing');
});

test('another way of naming one stands beside the ID in the panel', () => {
	const otherWay = { mode: 'slug', label: 'By Slug', example: 'acme', hint: 'Of the thing' };
	const modes = (locator: Locator) => locatorProperty(locator).modes?.map(({ name }) => name);
	expect(modes(LOCATOR)).toEqual(['list', 'id']);
	expect(modes({ ...LOCATOR, otherWay })).toEqual(['list', 'id', 'slug']);
	expect(locatorProperty({ ...LOCATOR, otherWay }).modes?.[2]).toMatchObject({
		displayName: 'By Slug',
		placeholder: 'e.g. acme',
		hint: 'Of the thing',
	});
});

test.each([undefined, { mode: 'id', value: 'x' }])(
	'who gave %j is told of every way of naming one',
	(raw) => {
		const otherWay = { mode: 'slug', label: 'By Slug', example: 'acme', hint: 'Of the thing' };
		const helpFor = (locator: Locator) =>
			invalidInputOf(() => readRequiredLocator(locator, raw)).help;
		expect(helpFor(LOCATOR)).toBe('Pick it from the list, or give its ID.');
		expect(helpFor({ ...LOCATOR, otherWay })).toBe(
			'Pick it from the list, give its ID, or choose By Slug.',
		);
	},
);

test.each([
	[{ mode: 'slug', value: 'x' }, 'slug'],
	[{ mode: 7, value: 'x' }, undefined],
	[{ mode: 'slug' }, undefined],
	[{ value: 'x' }, undefined],
	['slug', undefined],
	[null, undefined],
])('%j was picked in the way %j', (raw, mode) => expect(modeOf(raw)).toBe(mode));
