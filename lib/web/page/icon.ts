/** Two sheets, one before the other: a copy of the application. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect x="10" y="3" width="19" height="19" rx="5" fill="#8fa8f5"/>
<rect x="3" y="10" width="19" height="19" rx="5" fill="#2f55d4"/>
<circle cx="12.5" cy="19.5" r="3.5" fill="#fff"/>
</svg>
`;
