#ifndef REID_CONNXRUNTIME_H
#define REID_CONNXRUNTIME_H

/*
 * Our own declarations of the part of ONNX Runtime's C ABI that we call.
 *
 * Why not the vendor's header: the library is opened with dlopen, so that a missing one is a sentence and not a loader
 * error; nothing is linked, and a build needs no ONNX Runtime at all. The ABI is one exported symbol that hands out a
 * table of function pointers. The table only ever grows at its end, so a position, once published, holds for all later
 * versions; only the positions we call have a type here, the others are padding. COnnxRuntime.c checks each position
 * when it is compiled, and InferenceTests checks them against the real library by known answers.
 *
 * Every name begins with reid_ort, so that the vendor's own header could be included beside this one.
 */

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/* Handles: only ever seen as pointers. */
typedef struct reid_ort_status reid_ort_status;
typedef struct reid_ort_env reid_ort_env;
typedef struct reid_ort_session reid_ort_session;
typedef struct reid_ort_session_options reid_ort_session_options;
typedef struct reid_ort_run_options reid_ort_run_options;
typedef struct reid_ort_value reid_ort_value;
typedef struct reid_ort_memory_info reid_ort_memory_info;
typedef struct reid_ort_type_info reid_ort_type_info;
typedef struct reid_ort_tensor_info reid_ort_tensor_info;
typedef struct reid_ort_allocator reid_ort_allocator;
typedef struct reid_ort_metadata reid_ort_metadata;

/* What a call returns: NULL is success, anything else is ours to read and to release. */
typedef reid_ort_status *_Nullable reid_ort_result;

/* The table's version we ask for: the lowest that has everything below. */
#define REID_ORT_API_VERSION 16

#define REID_ORT_LOG_ERROR 3
#define REID_ORT_SEQUENTIAL 0
#define REID_ORT_OPTIMISE_ALL 99
#define REID_ORT_FLOAT32 1
#define REID_ORT_DEVICE_ALLOCATOR 0
#define REID_ORT_ARENA_ALLOCATOR 1
#define REID_ORT_DEFAULT_MEMORY 0

/* One position that returns a result, and a pointer through which it hands out something of its own. */
#define REID_ORT_CALL(name) reid_ort_result (*_Nonnull name)
#define REID_ORT_OUT(type) type *_Nullable *_Nonnull
/* Padding for positions first…last, which we do not call. */
#define REID_ORT_UNUSED(first, last) void *_Nullable unused_##first[(last) - (first) + 1]

typedef struct reid_ort_api {
    REID_ORT_UNUSED(0, 0);
    /* 1 */ int (*_Nonnull get_error_code)(const reid_ort_status *status);
    /* 2 */ const char *_Nonnull (*_Nonnull get_error_message)(const reid_ort_status *status);
    /* 3 */ REID_ORT_CALL(create_env)(int log_level, const char *log_id, REID_ORT_OUT(reid_ort_env) env);
    REID_ORT_UNUSED(4, 5);
    /* 6 */ REID_ORT_CALL(disable_telemetry)(const reid_ort_env *env);
    /* 7 */ REID_ORT_CALL(create_session)(const reid_ort_env *env, const char *path,
        const reid_ort_session_options *options, REID_ORT_OUT(reid_ort_session) session);
    /* 8 */ REID_ORT_CALL(create_session_from_array)(const reid_ort_env *env, const void *bytes, size_t count,
        const reid_ort_session_options *options, REID_ORT_OUT(reid_ort_session) session);
    /* 9 */ REID_ORT_CALL(run)(reid_ort_session *session, const reid_ort_run_options *_Nullable options,
        const char *_Nonnull const *_Nonnull input_names, const reid_ort_value *_Nullable const *_Nonnull inputs,
        size_t input_count, const char *_Nonnull const *_Nonnull output_names, size_t output_count,
        REID_ORT_OUT(reid_ort_value) outputs);
    /* 10 */ REID_ORT_CALL(create_session_options)(REID_ORT_OUT(reid_ort_session_options) options);
    REID_ORT_UNUSED(11, 12);
    /* 13 */ REID_ORT_CALL(set_execution_mode)(reid_ort_session_options *options, int mode);
    REID_ORT_UNUSED(14, 16);
    /* 17 */ REID_ORT_CALL(disable_memory_pattern)(reid_ort_session_options *options);
    REID_ORT_UNUSED(18, 18);
    /* 19 */ REID_ORT_CALL(disable_cpu_arena)(reid_ort_session_options *options);
    REID_ORT_UNUSED(20, 21);
    /* 22 */ REID_ORT_CALL(set_log_level)(reid_ort_session_options *options, int level);
    /* 23 */ REID_ORT_CALL(set_optimisation_level)(reid_ort_session_options *options, int level);
    /* 24 */ REID_ORT_CALL(set_intra_threads)(reid_ort_session_options *options, int count);
    /* 25 */ REID_ORT_CALL(set_inter_threads)(reid_ort_session_options *options, int count);
    REID_ORT_UNUSED(26, 29);
    /* 30 */ REID_ORT_CALL(get_input_count)(const reid_ort_session *session, size_t *count);
    /* 31 */ REID_ORT_CALL(get_output_count)(const reid_ort_session *session, size_t *count);
    REID_ORT_UNUSED(32, 32);
    /* 33 */ REID_ORT_CALL(get_input_type)(const reid_ort_session *session, size_t index,
        REID_ORT_OUT(reid_ort_type_info) info);
    /* 34 */ REID_ORT_CALL(get_output_type)(const reid_ort_session *session, size_t index,
        REID_ORT_OUT(reid_ort_type_info) info);
    REID_ORT_UNUSED(35, 35);
    /* 36 */ REID_ORT_CALL(get_input_name)(const reid_ort_session *session, size_t index,
        reid_ort_allocator *allocator, REID_ORT_OUT(char) name);
    /* 37 */ REID_ORT_CALL(get_output_name)(const reid_ort_session *session, size_t index,
        reid_ort_allocator *allocator, REID_ORT_OUT(char) name);
    REID_ORT_UNUSED(38, 48);
    /* 49: borrows `data`, which must outlive the value. `bytes` counts bytes. */
    REID_ORT_CALL(create_tensor_over)(const reid_ort_memory_info *memory, void *data, size_t bytes,
        const int64_t *dimensions, size_t dimension_count, int element_type, REID_ORT_OUT(reid_ort_value) value);
    /* 50 */ REID_ORT_CALL(is_tensor)(const reid_ort_value *value, int *answer);
    /* 51: points into the value, not owned. */
    REID_ORT_CALL(get_tensor_data)(reid_ort_value *value, REID_ORT_OUT(void) data);
    REID_ORT_UNUSED(52, 54);
    /* 55: NULL when the type is no tensor; points into the type info, not owned. */
    REID_ORT_CALL(cast_to_tensor_info)(const reid_ort_type_info *info,
        REID_ORT_OUT(const reid_ort_tensor_info) tensor);
    REID_ORT_UNUSED(56, 59);
    /* 60 */ REID_ORT_CALL(get_element_type)(const reid_ort_tensor_info *info, int *type);
    /* 61 */ REID_ORT_CALL(get_dimension_count)(const reid_ort_tensor_info *info, size_t *count);
    /* 62: -1 where the graph leaves a dimension open. */
    REID_ORT_CALL(get_dimensions)(const reid_ort_tensor_info *info, int64_t *dimensions, size_t count);
    REID_ORT_UNUSED(63, 64);
    /* 65: ours to release. */
    REID_ORT_CALL(get_tensor_info)(const reid_ort_value *value, REID_ORT_OUT(reid_ort_tensor_info) info);
    REID_ORT_UNUSED(66, 68);
    /* 69 */ REID_ORT_CALL(create_cpu_memory_info)(int allocator_kind, int memory_kind,
        REID_ORT_OUT(reid_ort_memory_info) info);
    REID_ORT_UNUSED(70, 75);
    /* 76 */ REID_ORT_CALL(allocator_free)(reid_ort_allocator *allocator, void *pointer);
    REID_ORT_UNUSED(77, 77);
    /* 78: the library's own, never released. */
    REID_ORT_CALL(get_default_allocator)(REID_ORT_OUT(reid_ort_allocator) allocator);
    REID_ORT_UNUSED(79, 91);
    /* 92 */ void (*_Nonnull release_env)(reid_ort_env *_Nullable env);
    /* 93 */ void (*_Nonnull release_status)(reid_ort_status *_Nullable status);
    /* 94 */ void (*_Nonnull release_memory_info)(reid_ort_memory_info *_Nullable info);
    /* 95 */ void (*_Nonnull release_session)(reid_ort_session *_Nullable session);
    /* 96 */ void (*_Nonnull release_value)(reid_ort_value *_Nullable value);
    REID_ORT_UNUSED(97, 97);
    /* 98 */ void (*_Nonnull release_type_info)(reid_ort_type_info *_Nullable info);
    /* 99 */ void (*_Nonnull release_tensor_info)(reid_ort_tensor_info *_Nullable info);
    /* 100 */ void (*_Nonnull release_session_options)(reid_ort_session_options *_Nullable options);
    REID_ORT_UNUSED(101, 110);
    /* 111 */ REID_ORT_CALL(get_metadata)(const reid_ort_session *session, REID_ORT_OUT(reid_ort_metadata) metadata);
    REID_ORT_UNUSED(112, 115);
    /* 116: NULL when the key is not there; freed with the allocator. */
    REID_ORT_CALL(get_metadata_value)(const reid_ort_metadata *metadata, reid_ort_allocator *allocator,
        const char *key, REID_ORT_OUT(char) value);
    REID_ORT_UNUSED(117, 117);
    /* 118 */ void (*_Nonnull release_metadata)(reid_ort_metadata *_Nullable metadata);
    REID_ORT_UNUSED(119, 129);
    /* 130 */ REID_ORT_CALL(add_config_entry)(reid_ort_session_options *options, const char *key, const char *value);
} reid_ort_api;

/* What the library's one exported function, OrtGetApiBase, returns. */
typedef struct reid_ort_api_base {
    /* NULL, and a line on stderr, when `version` is newer than the library. */
    const reid_ort_api *_Nullable (*_Nonnull get_api)(uint32_t version);
    const char *_Nonnull (*_Nonnull get_version)(void);
} reid_ort_api_base;

typedef const reid_ort_api_base *_Nullable (*reid_ort_get_api_base)(void);

#pragma clang assume_nonnull end

#endif
