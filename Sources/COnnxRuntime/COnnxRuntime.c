#include "COnnxRuntime.h"

/* The table is only right if every function sits at its published position: checked here, when it is compiled. */
#define REID_ORT_AT(position, member)                                                                     \
    _Static_assert(offsetof(reid_ort_api, member) == (position) * sizeof(void *), #member " is misplaced")

REID_ORT_AT(1, get_error_code);
REID_ORT_AT(2, get_error_message);
REID_ORT_AT(3, create_env);
REID_ORT_AT(6, disable_telemetry);
REID_ORT_AT(7, create_session);
REID_ORT_AT(8, create_session_from_array);
REID_ORT_AT(9, run);
REID_ORT_AT(10, create_session_options);
REID_ORT_AT(13, set_execution_mode);
REID_ORT_AT(17, disable_memory_pattern);
REID_ORT_AT(19, disable_cpu_arena);
REID_ORT_AT(22, set_log_level);
REID_ORT_AT(23, set_optimisation_level);
REID_ORT_AT(24, set_intra_threads);
REID_ORT_AT(25, set_inter_threads);
REID_ORT_AT(30, get_input_count);
REID_ORT_AT(31, get_output_count);
REID_ORT_AT(33, get_input_type);
REID_ORT_AT(34, get_output_type);
REID_ORT_AT(36, get_input_name);
REID_ORT_AT(37, get_output_name);
REID_ORT_AT(49, create_tensor_over);
REID_ORT_AT(50, is_tensor);
REID_ORT_AT(51, get_tensor_data);
REID_ORT_AT(55, cast_to_tensor_info);
REID_ORT_AT(60, get_element_type);
REID_ORT_AT(61, get_dimension_count);
REID_ORT_AT(62, get_dimensions);
REID_ORT_AT(65, get_tensor_info);
REID_ORT_AT(69, create_cpu_memory_info);
REID_ORT_AT(76, allocator_free);
REID_ORT_AT(78, get_default_allocator);
REID_ORT_AT(92, release_env);
REID_ORT_AT(93, release_status);
REID_ORT_AT(94, release_memory_info);
REID_ORT_AT(95, release_session);
REID_ORT_AT(96, release_value);
REID_ORT_AT(98, release_type_info);
REID_ORT_AT(99, release_tensor_info);
REID_ORT_AT(100, release_session_options);
REID_ORT_AT(111, get_metadata);
REID_ORT_AT(116, get_metadata_value);
REID_ORT_AT(118, release_metadata);
REID_ORT_AT(130, add_config_entry);
