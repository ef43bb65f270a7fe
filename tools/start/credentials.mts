import { type SandboxAddresses } from '../lib/sandbox.mts';

/** A credential as n8n's import takes it. */
export interface ReadyMade {
	/** The ID under which the examples know it. */
	id: string;
	name: string;
	/** The credential type. */
	type: string;
	data: Record<string, string>;
}

/** The credentials that let the nodes talk to the sandbox, one for each vendor. */
export function readyMadeCredentials({
	genesysCloud,
	paragon,
	tines,
}: SandboxAddresses): ReadyMade[] {
	const { apiUrl, loginUrl, admin } = genesysCloud;
	return [
		{
			id: 'GenesysSandbox01',
			name: 'Genesys Cloud sandbox',
			type: 'genesysCloudOAuth2Api',
			data: { region: 'custom', apiUrl, loginUrl, ...admin },
		},
		{
			id: 'ParagonSandbox01',
			name: 'Paragon sandbox',
			type: 'paragonApi',
			data: { baseUrl: paragon.url, ...paragon.admin },
		},
		{
			id: 'ParagonConnect01',
			name: 'Paragon Connect sandbox',
			type: 'paragonConnectApi',
			data: {
				deployment: 'custom',
				projectId: paragon.connect.projectId,
				privateKey: paragon.connect.signingKey,
				userId: paragon.connect.users.connected,
				apiUrl: paragon.apiUrl,
				proxyUrl: paragon.proxyUrl,
				actionkitUrl: paragon.actionkitUrl,
				webhookSigningSecret: paragon.connect.webhookSigningSecret,
			},
		},
		{
			id: 'TinesSandbox0001',
			name: 'Tines sandbox',
			type: 'tinesApi',
			data: { tenantUrl: tines.url, ...tines.owner },
		},
	];
}
