/* deskbreak.exe: starts the program with the Python in the folder beside it. WINDOWED: without a
   console, "run" if there are no words, and not waited for: what is started by a double click. */
#include <windows.h>
#include <wchar.h>

#define LONGEST 32768

static int start(void)
{
    static wchar_t folder[LONGEST], line[LONGEST];
    if (GetModuleFileNameW(NULL, folder, LONGEST) >= LONGEST - 64)
        return 1;
    *wcsrchr(folder, L'\\') = 0;
#ifndef WINDOWED
    *wcsrchr(folder, L'\\') = 0; /* it stands in bin */
#endif
    const wchar_t *words = GetCommandLineW(); /* past our own name, as CommandLineToArgvW reads it */
    wchar_t until = *words == L'"' ? *words++ : L' ';
    while (*words && *words != until && !(until == L' ' && *words == L'\t'))
        words++;
    while (*words == L'"' || *words == L' ' || *words == L'\t')
        words++;
    if (wcslen(folder) + wcslen(words) > LONGEST - 128)
        return 1;
#ifdef WINDOWED
    wcscat(wcscat(wcscpy(line, L"\""), folder), L"\\python\\pythonw.exe\" -P -m deskbreak ");
    wcscat(line, *words ? words : L"run");
#else
    wcscat(wcscat(wcscpy(line, L"\""), folder), L"\\python\\python.exe\" -P -m deskbreak ");
    wcscat(line, words);
#endif
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION made;
    DWORD code = 0;
#ifdef WINDOWED /* it lives on by itself: nothing of who started us is held open */
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &made))
        return 1;
#else
    GetStartupInfoW(&how);
    how.lpReserved = NULL;
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &made))
        return 1;
    SetConsoleCtrlHandler(NULL, TRUE); /* Ctrl+C is the program's own */
    WaitForSingleObject(made.hProcess, INFINITE);
    GetExitCodeProcess(made.hProcess, &code);
#endif
    return (int)code;
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    int code = start();
    if (code)
        MessageBoxW(NULL, L"deskbreak could not be started. Install it again.", L"deskbreak", MB_ICONERROR);
    return code;
}
#else
int wmain(void)
{
    return start();
}
#endif
