/* bcryptprimitives.dll of Windows 10, which Wine 8 lacks: extension modules written in Rust need it. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    return RtlGenRandom(data, (ULONG)size);
}
