import { ignoringAllViews } from '../../../nodes/Paragon/integrationCredential/ignored.ts';
import { parametersOf } from '../support/parameters.mts';

/** What a sync is given as its options. */
function given(values: object) {
	const seen: object[] = [];
	const operation = ignoringAllViews({
		...{ value: 'sync', name: '', action: '', description: '', properties: [] },
		begin(settings) {
			seen.push(settings.collection('options'), settings.collection('scope'));
			return undefined as never;
		},
	});
	operation.begin(parametersOf(values), () => undefined as never);
	return seen;
}

const SCOPES = ['scopes', 'jiraScopes'];
const EXTRA = ['extraValues', 'extraValuesJson'];

test.each([
	[['scopes'], SCOPES],
	[
		['clientId', ' jiraScopes'],
		['clientId', ...SCOPES],
	],
	['clientId, extraValues', ['clientId', ...EXTRA]],
	[
		['extraValuesJson', 'scopes'],
		[...EXTRA, ...SCOPES],
	],
])('who ignores %j ignores %j', (ignoreFields, all) => {
	const [options] = given({ options: { ignoreFields, protect: ['a'] } }) as any[];
	expect(new Set(options.ignoreFields)).toEqual(new Set(all));
	expect(options.protect).toEqual(['a']);
});

test.each([{ ignoreFields: ['clientId'] }, { ignoreFields: 7 }, { ignoreFields: [7] }, {}])(
	'%j is left for the operation to judge',
	(options) => {
		const scope = { provider: 'jira' };
		expect(given({ options, scope })).toEqual([options, scope]);
	},
);
