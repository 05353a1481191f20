const downloads = 'https://s3.amazonaws.com/session-manager-downloads/plugin/latest';

/**
 * How the plugin comes to a machine (user guide of Systems Manager, "Install the Session Manager plugin for the AWS CLI", November 2026). Ubuntu and Debian take
 * one file, Fedora and Amazon Linux another; the first is named where Linux says no more.
 */
export function howToInstall(platform: NodeJS.Platform, arch: string): string {
  const isArm = arch === 'arm64';
  switch (platform) {
    case 'darwin': {
      const file = `${downloads}/${isArm ? 'mac_arm64' : 'mac'}/session-manager-plugin.pkg`;
      return `curl -O ${file} && sudo installer -pkg session-manager-plugin.pkg -target / && sudo ln -s /usr/local/sessionmanagerplugin/bin/session-manager-plugin /usr/local/bin/session-manager-plugin`;
    }
    case 'win32':
      return `run ${downloads}/windows/SessionManagerPluginSetup.exe`;
    default: {
      const deb = `${downloads}/${isArm ? 'ubuntu_arm64' : 'ubuntu_64bit'}/session-manager-plugin.deb`;
      const rpm = `${downloads}/${isArm ? 'linux_arm64' : 'linux_64bit'}/session-manager-plugin.rpm`;
      return `curl -O ${deb} && sudo dpkg -i session-manager-plugin.deb (Debian, Ubuntu), or sudo dnf install -y ${rpm} (Fedora, Amazon Linux)`;
    }
  }
}
