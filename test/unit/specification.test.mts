import fc from 'fast-check';
import { InvalidInput } from '../../nodes/core/errors.ts';
import { choice, flag, text } from '../../nodes/core/fields.ts';
import { located } from '../../nodes/core/locator.ts';
import {
	changePanel,
	readChange,
	readSpecification,
	specificationPanel,
} from '../../nodes/core/panel.ts';
import type { Changeable } from '../../nodes/core/panel.ts';
import { JUNK } from './support/junk.mts';
import { parametersOf } from './support/parameters.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const word = (displayName: string) => text({ displayName, type: 'string', default: '' });

const FIELDS = {
	kind: choice<'car' | 'boat' | 'bike'>({
		displayName: 'Kind',
		type: 'options',
		default: 'car',
		options: ['Bike', 'Boat', 'Car'].map((name) => ({ name, value: name.toLowerCase() })),
	}),
	owner: located(
		{
			name: 'owner',
			displayName: 'Owner',
			description: 'The owner',
			searchMethod: 'searchOwners',
			pattern: /^[a-z]+$/,
			patternInWords: 'a name',
			placeholder: 'me',
		},
		(id) => id,
	),
	fuel: text({ displayName: 'Fuel', type: 'string', default: 'petrol' }),
	doors: word('Doors'),
	shared: flag({ displayName: 'Shared', type: 'boolean', default: true }),
	plate: word('Plate'),
	note: word('Note'),
};

const checked: object[] = [];
beforeEach(() => checked.splice(0));

const KIND = {
	fields: FIELDS,
	main: [
		{ field: 'kind', required: true },
		{ field: 'owner' },
		{ field: 'fuel', required: true },
		{ field: 'shared' },
	],
	additional: ['doors', 'plate', 'note'],
	shownFor: {
		fuel: { kind: ['car', 'boat'] },
		doors: { kind: ['car'], owner: ['you'] },
		shared: { owner: ['you', 'us'] },
	},
	check: (spec: object) => void checked.push(spec),
} as const;

const specified = (values: object) => readSpecification(KIND, parametersOf(values));
const refusedSpecification = (values: object) => invalidInputOf(() => specified(values)).message;

test('main and added fields come out, read, and are checked together', () => {
	const spec = {
		kind: 'car' as const,
		owner: 'you',
		fuel: 'gas',
		doors: '5',
		shared: false,
		note: 'x',
	};
	const { doors, note, ...main } = spec;
	const values = { ...main, owner: { mode: 'list', value: 'you' }, fuel: ' gas ' };
	expect(specified({ ...values, additionalFields: { doors: 5, note } })).toEqual({
		...spec,
		doors,
	});
	expect(checked).toEqual([spec]);
});

test.each<[string, object]>([
	['absent', {}],
	["the panel's default", { fuel: 'petrol' }],
])('a field that is not shown is ignored when it is %s', (_what, hidden) => {
	expect(specified({ kind: 'bike', ...hidden })).toEqual({ kind: 'bike' });
	expect(checked).toEqual([{ kind: 'bike' }]);
});

test.each<[object, string]>([
	[{ kind: 'bike', fuel: 'gas' }, 'Fuel: is for Kind car or boat only'],
	[{ kind: 'bike', additionalFields: { doors: '2' } }, 'Doors: is for Kind car and Owner you only'],
	[
		{ kind: 'car', owner: 'me', fuel: 'gas', additionalFields: { doors: '2' } },
		'Doors: is for Kind car and Owner you only',
	],
	[
		{ kind: 'car', owner: { mode: 'id', value: 'me' }, fuel: 'gas', shared: false },
		'Shared: is for Owner you or us only',
	],
])('%j has a value too many, and the conditions are named', (values, message) => {
	expect(refusedSpecification(values)).toBe(message);
});

test("what breaks the kind's rules is told of before a value too many", () => {
	const check = () => {
		throw new InvalidInput('Rules', 'are broken');
	};
	const call = () =>
		readSpecification({ ...KIND, check }, parametersOf({ kind: 'bike', fuel: 'x' }));
	expect(invalidInputOf(call).field).toBe('Rules');
});

test('a condition by what is picked holds however it was picked, and not while nothing is', () => {
	const values = { kind: 'car', fuel: 'gas', shared: false, additionalFields: { doors: '3' } };
	const spec = { kind: 'car', fuel: 'gas', shared: false, doors: '3', owner: 'you' };
	for (const owner of ['you', { mode: 'list', value: 'you' }, { mode: 'id', value: 'you' }]) {
		expect(specified({ ...values, owner })).toEqual(spec);
	}
	for (const owner of [undefined, '', { mode: 'list', value: '' }]) {
		expect(refusedSpecification({ ...values, owner })).toMatch(/^Doors: is for Kind car and Owner/);
	}
});

test('a required field is missed when it is shown, and only then', () => {
	expect(refusedSpecification({ kind: 'car' })).toBe('Fuel: is missing');
	expect(refusedSpecification({ kind: 'boat', fuel: ' ' })).toBe('Fuel: is missing');
	expect(refusedSpecification({})).toBe('Kind: is missing');
	expect(refusedSpecification({ fuel: 'gas' })).toBe('Kind: is missing');
	expect(checked).toEqual([]);
	expect(specified({ kind: 'bike' })).toEqual({ kind: 'bike' });
});

const CHANGEABLE: Changeable<typeof FIELDS> = {
	changeable: ['fuel', 'doors', 'shared', 'note'],
	deciding: ['kind'],
};
const changed = (values: object, changeable = CHANGEABLE) =>
	readChange(KIND, changeable, parametersOf(values));

test('a change has the fields that decide beside the changed ones, and no others', () => {
	expect(changed({ kind: 'car', updateFields: { note: 'x', plate: 'p' } })).toEqual({
		kind: 'car',
		note: 'x',
	});
	expect(changed({ updateFields: { note: 'x' } })).toEqual({ note: 'x' });
});

test.each([
	{},
	{ updateFields: {} },
	{ updateFields: { note: ' ' } },
	{ updateFields: { plate: 'p' } },
])('with %j there is nothing to change', (values) => {
	const error = invalidInputOf(() => changed({ kind: 'car', ...values }));
	expect(error).toMatchObject({
		field: 'Update Fields',
		problem: expect.stringContaining('nothing to change'),
		help: 'Add a field.',
	});
});

test('what the panel does not show for the field that decides is refused in a change', () => {
	const call = () => changed({ kind: 'bike', updateFields: { fuel: 'gas' } });
	expect(invalidInputOf(call).message).toBe('Fuel: is for Kind car or boat only');
});

test('a condition on a field that stands nowhere in a change does not count there', () => {
	const values = { kind: 'car', owner: 'me', updateFields: { doors: '2', shared: false } };
	expect(changed(values)).toEqual({ kind: 'car', doors: '2', shared: false });
	const none = { ...CHANGEABLE, deciding: [] };
	const bike = { kind: 'bike', updateFields: { fuel: 'gas' } };
	expect(changed(bike, none)).toEqual({ fuel: 'gas' });
});

test('the whole change is held to the rules for changes, once nothing else is wrong with it', () => {
	const seen: object[] = [];
	const kind = { ...KIND, checkChange: (change: object) => void seen.push(change) };
	const read = (values: object) => readChange(kind, CHANGEABLE, parametersOf(values));
	invalidInputOf(() => read({ kind: 'bike', updateFields: { fuel: 'gas' } }));
	expect(seen).toEqual([]);
	read({ kind: 'bike', updateFields: { note: 'x' } });
	expect(seen).toEqual([{ kind: 'bike', note: 'x' }]);
	expect(checked).toEqual([]);
});

test('junk neither breaks the reading nor leaves it without a kind', () => {
	const VALUES = fc.record(
		{
			kind: fc.oneof(fc.constantFrom('car', 'boat', 'bike'), JUNK),
			owner: fc.oneof(
				fc.constant('me'),
				JUNK,
				JUNK.map((value) => ({ value })),
			),
			fuel: JUNK,
			shared: JUNK,
			additionalFields: fc.dictionary(fc.constantFrom('doors', 'plate', 'note', 'x'), JUNK),
			updateFields: fc.dictionary(fc.constantFrom('doors', 'fuel', 'note', 'x'), JUNK),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(VALUES, (values) => {
			const spec = readOrRefused(() => specified(values));
			if (spec) expect(['car', 'boat', 'bike']).toContain(spec.kind);
			if (spec?.kind === 'bike') expect(Object.keys(spec)).not.toContain('fuel');
			const change = readOrRefused(() => changed(values));
			if (change) expect(Object.keys(change).filter((name) => name !== 'kind')).not.toEqual([]);
		}),
		{ numRuns: 1000 },
	);
});

test('the panel has the main fields at its top, each under what is to be read first, the others inside', () => {
	const notices = ['Read this.', 'And this.'];
	const main = [...KIND.main.slice(0, 2), { field: 'fuel' as const, required: true, notices }];
	const panel = specificationPanel({ ...KIND, main });
	const shownForFuel = { show: { kind: ['car', 'boat'] } };
	expect(
		panel.map(({ displayName, required, displayOptions }) => [
			displayName,
			required,
			displayOptions,
		]),
	).toEqual([
		['Kind', true, undefined],
		['Owner', undefined, undefined],
		...notices.map((notice) => [notice, undefined, shownForFuel]),
		['Fuel', undefined, shownForFuel],
		['Additional Fields', undefined, undefined],
	]);
	const read = panel.filter(({ type }) => type === 'notice').map(({ name }) => name);
	expect(new Set(read).size).toBe(2);
	expect(panel[5]?.options).toMatchObject([
		{
			name: 'doors',
			displayOptions: { show: { '/kind': ['car'], '/owner': ['you'] } },
		},
		{ name: 'note' },
		{ name: 'plate' },
	]);
	expect(specificationPanel({ ...KIND, additional: [] }).map(({ name }) => name)).not.toContain(
		'additionalFields',
	);
});

test('what is only displayed for some values counts for all, and stays required', () => {
	const kind = {
		...KIND,
		main: [
			{ field: 'kind' as const },
			{
				field: 'plate' as const,
				required: true,
				notices: ['Look.'],
				displayedFor: { kind: ['car'] },
			},
		],
		additional: [],
		shownFor: {},
	};
	const shown = specificationPanel(kind).map(({ displayName, required, displayOptions }) => [
		displayName,
		required,
		displayOptions?.show,
	]);
	expect(shown).toEqual([
		['Kind', undefined, undefined],
		['Look.', undefined, { kind: ['car'] }],
		['Plate', true, { kind: ['car'] }],
	]);
	const read = (values: object) => readSpecification(kind, parametersOf(values));
	expect(read({ kind: 'bike', plate: 'p' })).toEqual({ kind: 'bike', plate: 'p' });
	expect(invalidInputOf(() => read({ kind: 'bike' })).message).toBe('Plate: is missing');
});

test('the panel for a change has what decides at its top, and conditions on that alone', () => {
	const panel = changePanel(KIND, { ...CHANGEABLE, notice: 'Read this.' });
	expect(panel.map(({ name, required }) => [name, required])).toEqual([
		['updateNotice', undefined],
		['kind', true],
		['updateFields', undefined],
	]);
	const shown = panel[2]?.options?.map((option) => [
		option.name,
		'displayOptions' in option ? option.displayOptions : undefined,
	]);
	expect(shown).toEqual([
		['doors', { show: { '/kind': ['car'] } }],
		['fuel', { show: { '/kind': ['car', 'boat'] } }],
		['note', undefined],
		['shared', undefined],
	]);
	expect(changePanel(KIND, { changeable: ['note'] }).map(({ name }) => name)).toEqual([
		'updateFields',
	]);
});
