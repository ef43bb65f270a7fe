import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import type { Field, FieldProperty } from '../../core/fields';
import { kindOf } from '../../core/fields';
import { locatorProperty, readLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import { UUID } from '../../core/uuid';

/** A role and the division it holds in. */
export interface RoleInDivision {
	roleId: string;
	/** A division's ID, `*` for all divisions; none for the home division. */
	divisionId?: string;
}

const ROLE: Locator = {
	name: 'roleId',
	displayName: 'Role',
	description: "A role that n8n's own OAuth client holds, too",
	searchMethod: 'searchRoles',
	...UUID,
};

const DIVISION: Locator = {
	name: 'divisionId',
	displayName: 'Division',
	description: 'The division that the role holds in. Empty for the home division, * for all.',
	searchMethod: 'searchDivisions',
	pattern: /^(\*|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/,
	patternInWords: `${UUID.patternInWords}, nor * for all divisions`,
	placeholder: UUID.placeholder,
};

const PROPERTY: FieldProperty = {
	displayName: 'Roles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Role',
	default: {},
	description: 'What a client with the grant type Client Credentials may do, and where',
	options: [
		{
			displayName: 'Role',
			name: 'role',
			values: [locatorProperty(ROLE), locatorProperty(DIVISION, false)],
		},
	],
};

/** Roles with divisions: rows of the panel, or an expression's list of {roleId, divisionId}. */
export const ROLES: Field<RoleInDivision[]> = {
	property: PROPERTY,
	read(raw) {
		if (raw === undefined || raw === null || raw === '') return undefined;
		const empty = typeof raw === 'object' && Object.keys(raw).length === 0;
		if (empty && !Array.isArray(raw)) return undefined;
		const rows = Array.isArray(raw) ? raw : ((raw as IDataObject).role ?? raw);
		if (!Array.isArray(rows)) {
			throw new InvalidInput(PROPERTY.displayName, `expected a list, got ${kindOf(rows)}`);
		}
		return rows.map((row: unknown, index) => readRow(row, index + 1));
	},
};

function readRow(row: unknown, number: number): RoleInDivision {
	if (typeof row !== 'object' || row === null) {
		throw new InvalidInput(
			PROPERTY.displayName,
			`entry ${number} is ${kindOf(row)}, not a role with a division`,
		);
	}
	const { roleId: role, divisionId: division } = row as IDataObject;
	const roleId = readLocator(ROLE, role);
	if (roleId === undefined) {
		throw new InvalidInput(PROPERTY.displayName, `entry ${number} has no role`);
	}
	const divisionId = readLocator(DIVISION, division);
	return { roleId, ...(divisionId === undefined ? {} : { divisionId }) };
}
