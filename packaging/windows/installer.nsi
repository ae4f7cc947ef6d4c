; deskbreak-VERSION-setup.exe: installs for one person, without rights of an administrator.
; makensis -DVERSION=... -DFOLDER=... -DOUT=... installer.nsi
; Silent: /S, with /AUTOSTART to start with the session, /D=FOLDER (last) for another place.
Target amd64-unicode
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
!include Sections.nsh
!include LogicLib.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\deskbreak"
!define APP_ID "deskbreak" ; the AppUserModelID of notices and windows
!define SHORTCUT "$SMPROGRAMS\deskbreak.lnk"

Name "deskbreak"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\deskbreak"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
SetCompressor /SOLID zlib
BrandingText "deskbreak ${VERSION}"
!define MUI_ICON "${FOLDER}\deskbreak.ico"
!define MUI_UNICON "${FOLDER}\deskbreak.ico"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\deskbreak.exe"

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"

LangString PROGRAM ${LANG_ENGLISH} "deskbreak"
LangString PROGRAM ${LANG_JAPANESE} "deskbreak"
LangString AUTOSTART ${LANG_ENGLISH} "Start when I log in"
LangString AUTOSTART ${LANG_JAPANESE} "ログイン時に起動する"
LangString ABOUT ${LANG_ENGLISH} "Breaks up long sitting with one minute of movement"
LangString ABOUT ${LANG_JAPANESE} "座りっぱなしを1分の動きで途切れさせる"

!macro Quit ; whichever runs: files in use can be neither replaced nor removed
    ${If} ${FileExists} "$INSTDIR\bin\deskbreak.exe"
        nsExec::Exec '"$INSTDIR\bin\deskbreak.exe" quit'
        Pop $0
    ${EndIf}
!macroend

; The shortcut says whose notices and windows these are: without it they would be Python's.
!macro NameShortcut
    !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
    ${If} $0 P<> 0
        ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
        ${If} $1 P<> 0
            ${IPersistFile::Load} $1 '("${SHORTCUT}",2)'
            ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
            ${If} $2 P<> 0
                System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
                System::Call '*(&w64 "${APP_ID}")p.r4'
                System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,r4)p.r5'
                ${IPropertyStore::SetValue} $2 '($3,$5)'
                ${IPropertyStore::Commit} $2 ""
                ${IUnknown::Release} $2 ""
                ${IPersistFile::Save} $1 '("${SHORTCUT}",1)'
                System::Free $3
                System::Free $4
                System::Free $5
            ${EndIf}
            ${IUnknown::Release} $1 ""
        ${EndIf}
        ${IUnknown::Release} $0 ""
    ${EndIf}
!macroend

Section "$(PROGRAM)"
    SectionIn RO
    !insertmacro Quit
    RMDir /r "$INSTDIR\python" ; nothing of an older one stays behind
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}\*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "${SHORTCUT}" "$INSTDIR\deskbreak.exe" "" "$INSTDIR\deskbreak.ico" 0 "" "" "$(ABOUT)"
    !insertmacro NameShortcut
    WriteRegStr HKCU "Software\Classes\AppUserModelId\${APP_ID}" "DisplayName" "deskbreak"
    WriteRegStr HKCU "Software\Classes\AppUserModelId\${APP_ID}" "IconUri" "$INSTDIR\deskbreak.ico"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "deskbreak"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\deskbreak.ico"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section /o "$(AUTOSTART)" SECTION_AUTOSTART
    nsExec::Exec '"$INSTDIR\bin\deskbreak.exe" autostart on'
    Pop $0
SectionEnd

Function .onInit
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/AUTOSTART" $1
    ${IfNot} ${Errors}
        !insertmacro SelectSection ${SECTION_AUTOSTART}
    ${EndIf}
FunctionEnd

; The ledger and the settings are the person's and stay.
Section Uninstall
    !insertmacro Quit
    nsExec::Exec '"$INSTDIR\bin\deskbreak.exe" autostart off'
    Pop $0
    Delete "${SHORTCUT}"
    RMDir /r "$INSTDIR\python"
    RMDir /r "$INSTDIR\bin"
    Delete "$INSTDIR\deskbreak.exe"
    Delete "$INSTDIR\deskbreak.ico"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    DeleteRegKey HKCU "Software\Classes\AppUserModelId\${APP_ID}"
    DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
