/** A native app of the vendor's catalogue, as far as its OAuth app is concerned. */
export interface App {
	/** Whether users sign in by OAuth, so that an OAuth app can be set. */
	oauth: boolean;
	accentColor: string;
	/** Where users consent; the vendor adds it to the values of a credential. */
	authUrl?: string;
	/** Where codes become tokens; added likewise. */
	accessTokenUrl?: string;
}

const APPS: Readonly<Record<string, App>> = {
	jira: {
		oauth: true,
		accentColor: '#2684FF',
		authUrl: 'https://auth.atlassian.com/authorize',
		accessTokenUrl: 'https://auth.atlassian.com/oauth/token',
	},
	hubspot: {
		oauth: true,
		accentColor: '#F67600',
		authUrl: 'https://app.hubspot.com/oauth/authorize',
		accessTokenUrl: 'https://api.hubapi.com/oauth/v1/token',
	},
	slack: { oauth: true, accentColor: '#4A154B' },
	linear: { oauth: true, accentColor: '#5E6AD2' },
	twilio: { oauth: false, accentColor: '#F22F46' },
};

/** The app behind an integration's type; one that isn't listed signs in by OAuth. */
export function appOf(type: string): App {
	return (Object.hasOwn(APPS, type) && APPS[type]) || { oauth: true, accentColor: '#000000' };
}
