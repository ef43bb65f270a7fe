import type { INodeProperties } from 'n8n-workflow';
import { readSettings, settingsPanel } from '../../../nodes/core/sync/settings.ts';
import { optionsOf, withInner } from '../support/nodes.mts';
import { parametersOf } from '../support/parameters.mts';
import { invalidInputOf } from '../support/thrown.mts';
import { KEYED, KIND, SCOPE } from '../support/tools.mts';

const read = (values: object = {}) => readSettings(KIND, SCOPE.fields, parametersOf(values));
const withOptions = (options: object) => read({ options });

test('what is not said is the safe thing', () => {
	const { secretOutput, ...settings } = read();
	expect(settings).toEqual({
		dryRun: false,
		deleteUnlisted: false,
		byId: false,
		scope: {},
		namePrefix: undefined,
		ignored: new Set(),
		maximumDeletions: 10,
		maximumPercent: undefined,
		protect: new Set(),
		reports: [],
		whenUnknown: 'write',
		options: {},
	});
	expect(secretOutput.wanted).toBe(false);
});

test('what is said counts', () => {
	const options = {
		ignoreFields: ['size', 'secret'],
		maximumDeletions: 0,
		maximumPercent: 100,
		protect: 'Break glass\n7\r\n\n a, b ',
		planReport: ['markdown'],
		whenUnknown: 'skip',
	};
	const values = {
		dryRun: true,
		deleteUnlisted: true,
		matchOn: 'id',
		scope: { namePrefix: 'team-a/', size: 3 },
		secretOutput: 'plain',
		options,
	};
	const { secretOutput, ...settings } = read(values);
	expect(settings).toEqual({
		dryRun: true,
		deleteUnlisted: true,
		byId: true,
		scope: { size: 3 },
		namePrefix: 'team-a/',
		ignored: new Set(['size', 'secret']),
		maximumDeletions: 0,
		maximumPercent: 100,
		protect: new Set(['Break glass', '7', 'a, b']),
		reports: ['markdown'],
		whenUnknown: 'skip',
		options,
	});
	expect(secretOutput.wanted).toBe(true);
});

test.each<[object, string[]]>([
	[{ dryRun: true }, ['html', 'markdown']],
	[{ dryRun: false }, []],
	[{ dryRun: true, options: { planReport: [] } }, []],
	[{ dryRun: false, options: { planReport: ['html'] } }, ['html']],
])('%j has the reports %j', (values, reports) => expect(read(values).reports).toEqual(reports));

test.each<[object, string]>([
	[{ maximumDeletions: -1 }, 'Maximum Deletions'],
	[{ maximumDeletions: 1.5 }, 'Maximum Deletions'],
	[{ maximumDeletions: 'many' }, 'Maximum Deletions'],
	[{ maximumPercent: -1 }, 'Stop When More Than % Would Change'],
	[{ maximumPercent: 101 }, 'Stop When More Than % Would Change'],
	[{ ignoreFields: ['colour'] }, 'Ignore Fields'],
	[{ planReport: ['pdf'] }, 'Plan Report'],
	[{ whenUnknown: 'maybe' }, 'When Unknown'],
	[{ protect: [{}] }, 'Protect'],
])('%j is refused', (options, field) => {
	expect(invalidInputOf(() => withOptions(options)).field).toBe(field);
});

test('a scope that cannot be is refused, and does not count for none', () => {
	expect(invalidInputOf(() => read({ scope: { size: 'big' } })).field).toBe('Size');
	expect(invalidInputOf(() => read({ scope: { namePrefix: {} } })).field).toBe('Name Prefix');
});

const panel = settingsPanel(KIND, KEYED, SCOPE);
const named = (name: string, among = panel.flatMap(withInner)) =>
	among.find((property) => property.name === name) as INodeProperties;

test('the panel says the same of what is not said', () => {
	expect(named('dryRun').default).toBe(false);
	expect(named('deleteUnlisted').default).toBe(false);
	expect(named('maximumDeletions').default).toBe(read().maximumDeletions);
	expect(named('whenUnknown').default).toBe(read().whenUnknown);
	expect(named('secretOutput').default).toBe('hidden');
	expect(named('planReport').default).toEqual(read({ dryRun: true }).reports);
});

test('options of one item alone are not said for all', () => {
	expect(named('options').options?.map(({ name }) => name)).toEqual([
		'ignoreFields',
		'maximumDeletions',
		'oiled',
		'planReport',
		'protect',
		'maximumPercent',
		'whenUnknown',
	]);
	expect(named('scope').options?.map(({ name }) => name)).toEqual(['namePrefix', 'size']);
});

test('every field that is read can be ignored, by its own name', () => {
	expect(optionsOf(named('ignoreFields')).map(({ name, value }) => [name, value])).toEqual([
		['Name', 'name'],
		['Secret', 'secret'],
		['Size', 'size'],
		['Tags', 'tags'],
	]);
});

test('where no secret is made, none is handed on', () => {
	const names = settingsPanel(KIND, { ...KEYED, secret: false }, SCOPE).map(({ name }) => name);
	expect(names).not.toContain('secretOutput');
	expect(panel.map(({ name }) => name)).toContain('secretOutput');
});

test.each([
	['maximumDeletions', 'Maximum Deletions'],
	['maximumPercent', 'Stop When More Than % Would Change'],
])('%s that was added and says nothing is refused', (name, label) => {
	for (const empty of ['', null, undefined]) {
		const { message } = invalidInputOf(() => withOptions({ [name]: empty }));
		expect(message).toBe(`${label}: is empty, so it would stop nothing`);
	}
});

test('a limit that there is none of is refused: the scope would be wider than meant', () => {
	expect(invalidInputOf(() => read({ scope: { name_prefix: 'a' } })).message).toBe(
		"Scope: 'name_prefix' is not one of size, namePrefix",
	);
});
