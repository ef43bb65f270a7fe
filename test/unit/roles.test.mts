import fc from 'fast-check';
import { ROLES } from '../../nodes/GenesysCloud/oauthClient/roles.ts';
import { UUID } from '../../nodes/core/uuid.ts';
import { JUNK } from './support/junk.mts';
import { invalidInputOf, readOrRefused } from './support/thrown.mts';

const ID = UUID.placeholder;
const picked = (value: string) => ({ __rl: true, mode: 'list', value });

test.each<[string, unknown, unknown]>([
	[
		'rows of the panel',
		{ role: [{ roleId: picked(ID), divisionId: picked('*') }] },
		[{ roleId: ID, divisionId: '*' }],
	],
	[
		'a row without division',
		{ role: [{ roleId: picked(ID), divisionId: picked('') }] },
		[{ roleId: ID }],
	],
	[
		'a list of an expression',
		[{ roleId: ID, divisionId: ID }, { roleId: ID }],
		[{ roleId: ID, divisionId: ID }, { roleId: ID }],
	],
	['an empty list', [], []],
	['no rows', {}, undefined],
	['nothing', '', undefined],
])('%s', (_what, raw, roles) => expect(ROLES.read(raw)).toEqual(roles));

test.each<[unknown, string]>([
	['Admin', 'expected a list, got a string'],
	[7, 'expected a list, got a number'],
	[{ roleId: ID }, 'expected a list, got an object'],
	[{ role: ID }, 'expected a list, got a string'],
	[[ID], 'entry 1 is a string, not a role'],
	[[{ roleId: ID }, {}], 'entry 2 has no role'],
	[[{ roleId: 'Admin' }], "'Admin' is not a UUID"],
	[[{ roleId: '*' }], "'*' is not a UUID"],
	[[{ roleId: ID, divisionId: 'Home' }], "'Home' is not a UUID"],
])('%j is refused, not passed over', (raw, problem) => {
	expect(invalidInputOf(() => ROLES.read(raw)).message).toContain(problem);
});

test('junk neither breaks it nor gets through', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				JUNK,
				JUNK.map((role) => ({ role: [role] })),
			),
			(raw) => {
				for (const { roleId, divisionId } of readOrRefused(() => ROLES.read(raw)) ?? []) {
					expect(roleId).toMatch(UUID.pattern);
					expect(divisionId ?? ID).toMatch(UUID.pattern);
				}
			},
		),
	);
});
