/* icuuc.dll of Windows 10, which Wine 8 lacks: Qt asks it for text converters and does without. */
#define U_FILE_ACCESS_ERROR 4
#define LACKS(name) \
    __declspec(dllexport) void *name(void *first, int *error) \
    { \
        (void)first; \
        (void)error; \
        return 0; \
    }

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = U_FILE_ACCESS_ERROR;
    return 0;
}

LACKS(ucnv_close)
LACKS(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
LACKS(UCNV_TO_U_CALLBACK_SUBSTITUTE)
LACKS(ucnv_reset)
LACKS(ucnv_getMaxCharSize)
LACKS(ucnv_getName)
LACKS(ucnv_getToUCallBack)
LACKS(ucnv_getFromUCallBack)
LACKS(ucnv_setToUCallBack)
LACKS(ucnv_setFromUCallBack)
LACKS(ucnv_cbToUWriteUChars)
LACKS(ucnv_cbFromUWriteUChars)
LACKS(ucnv_toUnicode)
LACKS(ucnv_fromUnicode)
LACKS(ucnv_toUCountPending)
LACKS(ucnv_fromUCountPending)
LACKS(ucnv_getStandardName)
LACKS(ucnv_getAvailableName)
LACKS(ucnv_countAvailable)
