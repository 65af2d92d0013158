using HelpDesk.Knowledge.Articles;
using static HelpDesk.Tests.Knowledge.Scratch;

namespace HelpDesk.Tests.Knowledge.Answers;

/// <summary>A dozen articles to ask about.</summary>
internal static class Shelf
{
    public static readonly Article[] Articles =
    [
        Article("outlook-password-prompt", "Outlook keeps asking for your password", "Do this when Outlook asks again and again.\n\n## Steps\n1. Close Outlook.\n2. Remove the saved password in Credential Manager.\n3. Open Outlook and sign in.\n\n## If that didn't help\nTalk to a person.", "outlook", "password prompt"),
        Article("vpn-disconnects", "VPN drops or disconnects", "The VPN needs a steady connection.\n\n## Steps\n1. Move closer to the router.\n2. Restart the VPN app.\n3. Connect again.", "vpn", "disconnect"),
        Article("mailbox-full", "Your mailbox is full", "Free some space.\n\n## Steps\n1. Empty Deleted Items.\n2. Archive old mail.\n3. Check the size.", "mailbox", "quota"),
        Article("printer-jam", "Clear a paper jam in the printer", "Paper stuck.\n\n## Steps\n1. Open the door.\n2. Pull the paper out.\n3. Close the door.", "printer", "paper jam"),
        Article("add-printer", "Add a printer", "Connect to an office printer.\n\n## Steps\n1. Open Settings.\n2. Choose Printers.\n3. Press Add.", "printer", "install"),
        Article("mfa-new-phone", "Set up MFA on a new phone", "Move your authenticator.\n\n## Steps\n1. Open the security page.\n2. Add a method.\n3. Scan the code.", "mfa", "phone"),
        Article("outlook-crash", "Outlook crashes when it starts", "Add-ins are the usual cause.\n\n## Steps\n1. Start Outlook in safe mode.\n2. Turn off add-ins.\n3. Start it again.", "outlook", "crash"),
        Article("teams-microphone", "Teams microphone or camera does not work", "Check the device first.\n\n## Steps\n1. Open device settings in Teams.\n2. Choose your microphone.\n3. Make a test call.", "teams", "microphone", "camera"),
        Article("office-0x80070005", "Office activation error 0x80070005", "You lack a permission.\n\n## Steps\n1. Sign out of Office.\n2. Run Office as administrator.\n3. Sign in.", "activation", "office"),
        Article("onedrive-restore", "Restore a deleted file from OneDrive", "Files stay 93 days in the recycle bin.\n\n## Steps\n1. Open OneDrive on the web.\n2. Choose Recycle bin.\n3. Press Restore.", "onedrive", "recycle bin"),
    ];
}
