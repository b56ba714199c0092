/* What the page may call of the module, under its own name. */
#ifndef KHOA_WEB_EXPORTED_H
#define KHOA_WEB_EXPORTED_H

#define EXPORT(name) __attribute__((export_name(#name))) name

#endif
