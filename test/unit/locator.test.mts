import fc from 'fast-check';
import type { INodePropertyRegexValidation } from 'n8n-workflow';
import { locatorProperty, readLocator, readRequiredLocator } from '../../nodes/core/locator.ts';
import type { Locator } from '../../nodes/core/locator.ts';
import { UUID } from '../../nodes/GenesysCloud/uuid.ts';
import { JUNK } from './support/junk.mts';
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
