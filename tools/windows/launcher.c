/* python.exe and pythonw.exe (WINDOWED): hand the command line to the interpreter's DLL beside it. */
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

static int run(void)
{
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    if (python == NULL)
        return 103;
    py_main start = (py_main)(void *)GetProcAddress(python, "Py_Main");
    return start == NULL ? 103 : start(count, words);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
